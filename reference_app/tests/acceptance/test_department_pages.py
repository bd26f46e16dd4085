"""/departments/ and /departments/<CODE>: the promise that every part in the slot `site.departments` keeps."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from html_page import Page

PREFIX = "/user/ana/university"


def test_the_list_names_every_department_and_links_to_it(visit, campus):
    page = visit("/departments/")
    for department in campus.departments:
        for shown in (department.name, department.code):
            assert shown in page.text, f"/departments/ does not show {shown!r}."
        path = f"/departments/{department.code}"
        assert page.link(path), f"/departments/ has no link to {path}, the page of {department.name}."


def test_a_department_shows_its_name_and_links_all_its_courses(visit, campus):
    for department in campus.departments:
        page = visit(f"/departments/{department.code}")
        assert department.name in page.text, f"/departments/{department.code} does not show its name."
        expected = {
            f"/courses/{course.code}" for course in campus.courses if course.department == department.code
        }
        linked = {link.href for link in page.links}
        missing = sorted(expected - linked)
        assert not missing, f"/departments/{department.code} has no link to {', '.join(missing)}."


def test_a_department_links_no_other_departments_courses(visit, campus):
    first = campus.departments[0]
    page = visit(f"/departments/{first.code}")
    linked = {link.href.rsplit("/", 1)[1] for link in page.links if link.href.startswith("/courses/")}
    foreign = sorted(
        course.code for course in campus.courses if course.code in linked and course.department != first.code
    )
    assert not foreign, f"/departments/{first.code} links {', '.join(foreign)}, which others teach."


def test_every_course_is_shown_with_its_title(visit, campus):
    department = campus.departments[-1]
    page = visit(f"/departments/{department.code}")
    for course in campus.courses:
        if course.department == department.code:
            assert course.title in page.text, f"/departments/{department.code} lacks {course.title!r}."


def test_titles_with_markup_are_escaped(visit, campus):
    course = next(course for course in campus.courses if "<" in course.title)
    page = visit(f"/departments/{course.department}")
    assert course.title in page.text, (
        f"/departments/{course.department} lets {course.title!r} become markup: escape what is not yours."
    )


@pytest.mark.parametrize("code", ["ZZZ", "NO-SUCH", "0", "%20", "A%2FB", "%C3%84%C3%96"])
def test_an_unknown_department_is_not_found(client, code):
    status = client.get(f"/departments/{code}").status_code
    assert status == 404, f"GET /departments/{code} answered {status}; an unknown department must be 404."


def test_lower_case_moves_to_upper_case_for_good(client, campus):
    code = campus.departments[0].code
    for spelling in (code.lower(), code.title()):
        response = client.get(f"/departments/{spelling}")
        assert response.status_code in {301, 308}, (
            f"GET /departments/{spelling} answered {response.status_code}; expected 301 or 308."
        )
        target = urljoin("http://localhost/departments/", response.headers["Location"])
        assert target.endswith(f"/departments/{code}"), f"/departments/{spelling} leads to {target}."


def test_an_unknown_department_in_lower_case_ends_as_not_found(client):
    response = client.get("/departments/zzz")
    if response.status_code in {301, 308}:
        response = client.get("/departments/ZZZ")
    assert response.status_code == 404, (
        f"GET /departments/zzz answered {response.status_code}; unknown is 404 in any spelling."
    )


def test_all_links_keep_the_prefix_of_a_proxy(client, campus):
    code = campus.departments[0].code
    for path in ("/departments/", f"/departments/{code}"):
        response = client.get(path, environ_overrides={"SCRIPT_NAME": PREFIX})
        assert response.status_code == 200, f"GET {path} under {PREFIX} answered {response.status_code}."
        page = Page(response.text, f"{PREFIX}{path}")
        bare = [link.href for link in page.links if link.href.startswith(("/departments", "/courses"))]
        assert not bare, f"{path} links to {bare[0]} without {PREFIX}: make links with url_for."


def test_the_redirect_keeps_the_prefix_of_a_proxy(client, campus):
    code = campus.departments[0].code
    path = f"/departments/{code.lower()}"
    response = client.get(path, environ_overrides={"SCRIPT_NAME": PREFIX})
    location = response.headers.get("Location", "")
    target = urljoin(f"http://localhost{PREFIX}{path}", location)
    assert target.endswith(f"{PREFIX}/departments/{code}"), (
        f"Under {PREFIX}, {path} leads to {location!r}; make the address with url_for."
    )


def test_departments_are_only_read(client, campus):
    for path in ("/departments/", f"/departments/{campus.departments[0].code}"):
        status = client.post(path, data={}).status_code
        assert status in {400, 405}, f"POST {path} answered {status}; these pages are only read, so 405."
