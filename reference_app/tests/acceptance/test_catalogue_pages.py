"""/courses/ and /courses/<CODE>: what every part in the slot `site.catalogue` promises."""

from __future__ import annotations

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from html_page import lacks

from university.domain.requirements import NOTHING, courses_in, describe

PREFIX = "/user/ana/university"


def listed(page, campus):
    """The codes of the courses that a list page links, in the page's order."""
    known = {course.code for course in campus.courses}
    codes = (link.href.rpartition("/")[2] for link in page.links if link.href.startswith("/courses/"))
    return [code for code in dict.fromkeys(codes) if code in known]


def walk(visit, campus, **query):
    """All courses on all pages of one search, by following the links to the next page."""
    codes, number = [], 1
    while True:
        page = visit("/courses/", **query, page=number)
        codes += listed(page, campus)
        number += 1
        pages = [parse_qs(urlsplit(link.href).query).get("page", [""])[0] for link in page.links]
        if str(number) not in pages:
            return codes


def test_all_courses_are_found_page_by_page_each_once(visit, campus):
    codes = walk(visit, campus)
    assert sorted(codes) == sorted(course.code for course in campus.courses), (
        "The pages of /courses/ together must list every course exactly once."
    )


def test_the_first_page_is_only_a_part(visit, campus):
    shown = len(listed(visit("/courses/"), campus))
    assert 0 < shown < len(campus.courses), f"/courses/ shows {shown} courses at once; a page is shorter."


def test_search_finds_words_of_the_title_in_any_case(visit, campus):
    course = max(campus.courses, key=lambda course: len(course.title))
    for text in (course.title, course.title.upper(), course.title.lower()):
        found = listed(visit("/courses/", q=text), campus)
        assert course.code in found, f"/courses/?q={text} does not find {course.code}."


def test_search_finds_a_code(visit, campus):
    code = campus.courses[len(campus.courses) // 2].code
    assert listed(visit("/courses/", q=code.lower()), campus) == [code], (
        f"?q={code.lower()} must find only it."
    )


def test_the_department_filter_shows_that_department_alone(visit, campus):
    code = campus.departments[1].code
    expected = sorted(course.code for course in campus.courses if course.department == code)
    assert sorted(walk(visit, campus, department=code)) == expected, f"?department={code} shows others."


def test_the_credits_filter_shows_those_credits_alone(visit, campus):
    credits = campus.courses[0].credits
    expected = sorted(course.code for course in campus.courses if course.credits == credits)
    assert sorted(walk(visit, campus, credits=credits)) == expected, f"?credits={credits} shows others."


def test_links_to_further_pages_keep_the_search(visit, campus):
    credits = campus.courses[0].credits
    page = visit("/courses/", credits=credits)
    onward = [query for link in page.links if "page" in (query := parse_qs(urlsplit(link.href).query))]
    assert onward, f"/courses/?credits={credits} has no link to a second page."
    assert all(query.get("credits") == [str(credits)] for query in onward), "A page link forgets the credits."


def test_empty_fields_filter_nothing(visit, campus):
    page = visit("/courses/", q="", department="", credits="")
    assert listed(page, campus) == listed(visit("/courses/"), campus), "An empty form must show all."


def test_a_search_without_result_says_so_and_is_no_error(visit, campus):
    page = visit("/courses/", q="qqqqzzzz")
    assert listed(page, campus) == []
    assert "no course" in page.text.lower(), "A search that finds nothing must say so."


def test_a_page_after_the_last_one_is_no_error(visit, campus):
    assert listed(visit("/courses/", page=9999), campus) == []


@pytest.mark.parametrize(
    "query",
    [
        "page=abc", "page=0", "page=-1", "page=1.5", "page=" + "9" * 5000, "page=%D9%A3", "page=1_0",
        "credits=-1", "credits=abc", "credits=1e3", "credits=99999999999999999999",
        "q=" + "x" * 5000, "q=%ff%fe%00", "q=%00", "q=%25%5F", "q=%27%3B--",
        "department=%ff", "department=" + "Z" * 999,
        "page=1&page=abc", "%ff=1", "&&==", "q[]=1",
    ],
)  # fmt: skip
def test_hostile_queries_are_refused_or_read_sanely(client, query):
    response = client.get("/courses/", query_string=query)
    assert response.status_code in {200, 400}, (
        f"GET /courses/?{query[:40]} answered {response.status_code}; expected 400, or a sane 200."
    )
    assert lacks(response.text, "Traceback") and lacks(response.text.lower(), "sqlalchemy")


@pytest.mark.parametrize("text", ["%", "_", "\\", "'"])
def test_wildcards_are_ordinary_letters(visit, campus, text):
    expected = sorted(course.code for course in campus.courses if text in course.title or text in course.code)
    assert sorted(walk(visit, campus, q=text)) == expected, f"?q={text} must look for that character itself."


def test_the_search_text_is_escaped(client):
    text = client.get("/courses/", query_string={"q": '"><script>alert(1)</script>'}).text
    assert lacks(text, "<script>alert(1)"), "The search text reached the page as markup."


def test_a_course_shows_its_facts(visit, campus):
    course = next(course for course in campus.courses if course.prerequisites != NOTHING)
    page = visit(f"/courses/{course.code}")
    for shown in (course.code, course.title, course.description, f"{course.credits} credit"):
        assert shown in page.text, f"/courses/{course.code} does not show {shown!r}."


def test_prerequisites_are_linked_both_ways(visit, campus):
    for course in [course for course in campus.courses if course.prerequisites != NOTHING][:9]:
        page = visit(f"/courses/{course.code}")
        assert describe(course.prerequisites) in page.text, f"/courses/{course.code} must say it in words."
        for needed in courses_in(course.prerequisites):
            assert page.link(f"/courses/{needed}"), f"/courses/{course.code} does not link {needed}."
            back = visit(f"/courses/{needed}")
            assert back.link(f"/courses/{course.code}"), f"/courses/{needed} does not link {course.code}."


def test_a_course_links_what_is_taken_with_it(visit, campus):
    for course in campus.courses:
        for together in course.corequisites:
            page = visit(f"/courses/{course.code}")
            assert page.link(f"/courses/{together}"), f"/courses/{course.code} does not link {together}."


def test_sections_show_times_teacher_and_seats(visit, campus):
    names = {professor.number: professor.name for professor in campus.professors}
    for section in campus.sections[:3]:
        page = visit(f"/courses/{section.course}")
        shown = [section.id, names[section.instructor], str(section.capacity)]
        shown += [f"{meeting.start:%H:%M}" for meeting in section.meetings]
        for text in shown:
            assert text in page.text, f"/courses/{section.course} does not show {text!r} of {section.id}."


def test_every_course_page_opens(visit, campus):
    for course in campus.courses:
        visit(f"/courses/{course.code}")


@pytest.mark.parametrize("code", ["ZZZ-999", "NOTHING", "%00", "%FF", "X" * 500, "BIO-201%2F..", "..%2F"])
def test_an_unknown_course_is_not_found(client, code):
    response = client.get(f"/courses/{code}")
    while response.status_code in {301, 308}:
        response = client.get(urljoin("/courses/", response.headers["Location"]))
    assert response.status_code == 404, f"GET /courses/{code[:20]} answered {response.status_code}, not 404."


def test_lower_case_moves_to_upper_case_for_good(client, campus):
    code = campus.courses[0].code
    response = client.get(f"/courses/{code.lower()}")
    assert response.status_code in {301, 308}, (
        f"GET /courses/{code.lower()} answered {response.status_code}; expected 301 or 308."
    )
    assert response.headers["Location"].endswith(f"/courses/{code}")


def test_all_links_keep_the_prefix_of_a_proxy(client, campus):
    for path in ("/courses/", f"/courses/{campus.courses[0].code}"):
        text = client.get(path, environ_overrides={"SCRIPT_NAME": PREFIX}).text
        for feature in ("departments", "courses"):
            assert lacks(text, f'"/{feature}'), (
                f"{path} links to /{feature}… without the prefix: use url_for."
            )
