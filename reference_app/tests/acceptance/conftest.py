"""Black-box tests of the university's pages: they know addresses and visible text, and no code behind them.

They need one fixture, `client`, with `get(path, query_string=…)` and `post(path, data=…)`; answers have
`status_code`, `text` and `headers`. A pytest plugin may supply it, to try other parts or another site, and
the day `today` of the campus that is shown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from desk_steps import LIMIT, places, takeable
from html_page import Page

from university.adapters.campus import make_campus
from university.application.campus import Campus
from university.domain.enrolment import Status
from university.domain.gradesheet import GradeSheet
from university.domain.record import AcademicRecord, CourseResult


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Any:
    """The plugin's client, or one of this app with its own parts on a fresh store in memory."""
    try:
        return request.getfixturevalue("client")
    except pytest.FixtureLookupError:
        from flask import Flask

        from university.bootstrap import build
        from university.settings import Settings

        return build(Settings(database_url="memory:")).get(Flask).test_client()


@pytest.fixture
def today(request: pytest.FixtureRequest) -> date:
    """The plugin's day, or the present one: the campus is that of this day."""
    try:
        return request.getfixturevalue("today")
    except pytest.FixtureLookupError:
        return date.today()


@pytest.fixture
def campus(today: date) -> Campus:
    """What the pages must show: of sections and enrolments, those of the term that can be enrolled for."""
    whole = make_campus(today)
    sections = tuple(section for section in whole.sections if section.term == whole.terms[-1].code)
    ids = {section.id for section in sections}
    return replace(
        whole, sections=sections, enrolments=tuple(e for e in whole.enrolments if e.section in ids)
    )


@pytest.fixture
def record_of(today: date) -> Any:
    """`record_of(student)` is what lies behind a student when the current term begins."""
    whole = make_campus(today)
    *earlier, current = whole.terms
    order = {term.code: number for number, term in enumerate(earlier)}
    courses = {course.code: course for course in whole.courses}
    sections = {section.id: section for section in whole.sections if section.term != current.code}
    sheets: dict[str, GradeSheet] = {sheet.section: sheet for sheet in whole.sheets}
    places = defaultdict(list)
    for enrolment in whole.enrolments:
        places[enrolment.student].append(enrolment)

    def read(student: Any) -> AcademicRecord:
        results, sitting = [], set()
        for enrolment in places[student.number]:
            section = sections.get(enrolment.section)
            if section is None:
                continue
            sheet = sheets.get(section.id)
            course = courses[section.course]
            if sheet is None:
                sitting.add(course.code)
            else:
                grade = sheet.grades.get(student.number, "W")
                results.append(CourseResult(course.code, section.term, course.credits, grade))
        return AcademicRecord(
            tuple(sorted(results, key=lambda r: (order[r.term], r.course))), frozenset(sitting)
        )

    return read


@pytest.fixture
def visit(client: Any) -> Any:
    """`visit(path, **query)` opens a page that must be there, and reads it."""

    def open_page(path: str, **query: object) -> Page:
        response = client.get(path, query_string=query)
        assert response.status_code == 200, f"GET {path} answered {response.status_code}; expected 200."
        return Page(response.text, path)

    return open_page


@pytest.fixture
def open_student(campus):
    """A student with room for more courses, nothing waited for, and no hold."""
    credits = {course.code: course.credits for course in campus.courses}
    sections = {section.id: section for section in campus.sections}
    carried, busy = {}, {hold.student for hold in campus.holds}
    for enrolment in campus.enrolments:
        if enrolment.status is Status.WAITLISTED:
            busy.add(enrolment.student)
        load = credits[sections[enrolment.section].course]
        carried[enrolment.student] = carried.get(enrolment.student, 0) + load
    free = (s for s in campus.students if s.number not in busy and 0 < carried.get(s.number, 0) <= 12)
    return next(free)


@pytest.fixture
def wish(campus, open_student, record_of):
    """A section with a free seat that the rules allow the student, by the facts of the campus."""
    credits = {course.code: course.credits for course in campus.courses}
    held = places(campus, open_student)
    room = LIMIT - sum(credits[section.course] for section in held)
    return next(
        section
        for section in takeable(campus, record_of(open_student), held)
        if credits[section.course] <= room and section.course not in record_of(open_student).completed
    )
