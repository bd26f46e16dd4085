"""The site is watched closely: a faulty group of pages makes a visitor's tour end in an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Blueprint, Flask, abort, redirect, request
from mutant_days import Overrides, many_courses, university
from mutant_parts import Mutant

from university.application.catalogue import CourseQuery
from university.bootstrap import slots
from university.domain.errors import NotFound


def a_visit_to_the_catalogue(overrides: Overrides) -> None:
    """What a visitor reads of courses."""
    with university(many_courses(), overrides) as container:
        browser = container.get(Flask).test_client()
        page = browser.get("/courses/?q=OCEAN").text
        assert "BIO-340" in page and "ART-101" not in page, "a search finds what it names, ignoring case"
        assert "BIO-340" not in browser.get("/courses/?department=ART").text, "a filter filters"
        assert browser.get("/courses/?credits=many").status_code == 400, "a wrong number is told"
        assert browser.get("/courses/BIO-999").status_code == 404, "an unknown course is not found"
        moved = browser.get("/courses/bio-340")
        assert moved.status_code == 308 and moved.location.endswith("/courses/BIO-340"), (
            "one address a course"
        )
        detail = browser.get("/courses/BIO-340").text
        assert "Ocean Microbes" in detail and "BIO-201" in detail, "a course names what it requires"


def a_visit_to_the_departments(overrides: Overrides) -> None:
    """What a visitor reads of departments."""
    with university(many_courses(), overrides) as container:
        browser = container.get(Flask).test_client()
        page = browser.get("/departments/").text
        assert 0 < page.find("ART") < page.find("BIO"), "departments come in order"
        assert "Art &amp; Design" in page, "names are text, not markup"
        assert browser.get("/departments/XYZ").status_code == 404, "an unknown department is not found"
        own = browser.get("/departments/ART").text
        assert "ART-101" in own and "BIO-101" not in own, "a department has its own courses"


def page(name: str, **views: Callable[..., Any]) -> Callable[[Any], Blueprint]:
    """A blueprint `name` with the views `index` and `one` at / and /<code> of its pages."""
    root = {"catalogue": "/courses/", "departments": "/departments/"}[name]
    second = {"catalogue": "course", "departments": "department"}[name]

    def create(catalogue: Any) -> Blueprint:
        pages = Blueprint(name, __name__)
        pages.add_url_rule(root, "index", lambda: views["index"](catalogue))
        pages.add_url_rule(f"{root}<code>", second, lambda code: views["one"](catalogue, code))
        return pages

    return create


def courses(catalogue: Any, keep: Callable[[Any], bool]) -> str:
    found = catalogue.courses(CourseQuery(page_size=100)).items
    return " ".join(f"{course.code} {course.title}" for course in found if keep(course))


def as_asked(course: Any) -> bool:
    """What the true page does with search words and filters, in short."""
    if not request.args.get("credits", "0").isdigit():
        abort(400)
    text, department = request.args.get("q", "").casefold(), request.args.get("department")
    return text in f"{course.code} {course.title}".casefold() and department in (None, course.department)


def course_page(catalogue: Any, code: str) -> Any:
    if code != code.upper():
        return redirect(f"/courses/{code.upper()}", 308)
    detail = catalogue.course(code)
    return f"{detail.course.title} {' '.join(one.code for one in detail.prerequisites)}"


def department_list(catalogue: Any, *, order: int = 1, escape: bool = True) -> str:
    found = [one.department for one in catalogue.departments()][::order]
    names = " ".join(f"{department.code} {department.name}" for department in found)
    return names.replace("&", "&amp;") if escape else names


def department_page(catalogue: Any, code: str) -> str:
    return " ".join(course.code for course in catalogue.department(code).courses)


def never_missing(view: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    def shown(catalogue: Any, code: str) -> str:
        try:
            return view(catalogue, code)
        except NotFound:
            return "Nothing here."

    return shown


CATALOGUE, DEPARTMENTS = "catalogue", "departments"
TOURS = {CATALOGUE: a_visit_to_the_catalogue, DEPARTMENTS: a_visit_to_the_departments}

MUTANTS = (
    Mutant(
        "site.catalogue",
        "search words and filters are not looked at",
        CATALOGUE,
        page("catalogue", index=lambda c: courses(c, lambda _: True), one=course_page),
    ),
    Mutant(
        "site.catalogue",
        "an unknown course has a page",
        CATALOGUE,
        page("catalogue", index=lambda c: courses(c, as_asked), one=never_missing(course_page)),
    ),
    Mutant(
        "site.departments",
        "departments come in the wrong order",
        DEPARTMENTS,
        page("departments", index=lambda c: department_list(c, order=-1), one=department_page),
    ),
    Mutant(
        "site.departments",
        "names are sent as markup",
        DEPARTMENTS,
        page("departments", index=lambda c: department_list(c, escape=False), one=department_page),
    ),
    Mutant(
        "site.departments",
        "an unknown department has a page",
        DEPARTMENTS,
        page("departments", index=department_list, one=never_missing(department_page)),
    ),
)


@pytest.mark.parametrize("tour", TOURS)
def test_the_site_itself_passes(tour: str) -> None:
    TOURS[tour]({})


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.slot}: {mutant.fault}")
def test_a_faulty_group_of_pages_is_noticed(mutant: Mutant) -> None:
    with pytest.raises(AssertionError):
        TOURS[mutant.day]({mutant.slot: mutant.part})


def test_every_group_of_pages_has_mutants() -> None:
    assert {mutant.slot for mutant in MUTANTS} == {name for name in slots() if name.startswith("site.")}
