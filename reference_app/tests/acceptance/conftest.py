"""Black-box tests of the university's pages: they know addresses and visible text, and no code behind them.

They need one fixture, `client`, with `get(path, query_string=…)` and `post(path, data=…)`; answers have
`status_code`, `text` and `headers`. A pytest plugin may supply it, to try other parts or another site.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from html_page import Page

from university.adapters.campus import make_campus
from university.application.campus import Campus
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
def campus() -> Campus:
    """What the pages must show: of sections and enrolments, those of the term that can be enrolled for."""
    whole = make_campus(date.today())
    sections = tuple(section for section in whole.sections if section.term == whole.terms[-1].code)
    ids = {section.id for section in sections}
    return replace(
        whole, sections=sections, enrolments=tuple(e for e in whole.enrolments if e.section in ids)
    )


@pytest.fixture
def record_of() -> Any:
    """`record_of(student)` is what lies behind a student when the current term begins."""
    whole = make_campus(date.today())
    *earlier, current = whole.terms
    order = {term.code: number for number, term in enumerate(earlier)}
    courses = {course.code: course for course in whole.courses}
    sections = {section.id: section for section in whole.sections if section.term != current.code}
    sheets: dict[str, GradeSheet] = {sheet.section: sheet for sheet in whole.sheets}

    def read(student: Any) -> AcademicRecord:
        results, sitting = [], set()
        for enrolment in whole.enrolments:
            section = sections.get(enrolment.section)
            if enrolment.student != student.number or section is None:
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
