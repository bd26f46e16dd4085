"""The reports on the demonstration campus say what Python counts in it, slowly and plainly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from engines import ENGINES

from university.adapters.campus import make_campus
from university.application.front_desk import FRONT_DESK
from university.application.ports.campus_store import Campus, CampusStore
from university.application.reports import Reports
from university.bootstrap import Container, build
from university.domain.enrolment import HOLDS_A_SEAT, Enrolment, Status
from university.domain.grading import gpa
from university.domain.record import CourseResult, best_attempt
from university.domain.requirements import courses_in
from university.settings import Settings

CAMPUS = make_campus(date(2026, 11, 20))
COURSE = {course.code: course for course in CAMPUS.courses}
SECTION = {section.id: section for section in CAMPUS.sections}
TERMS = [term.code for term in CAMPUS.terms]


@pytest.fixture(scope="module", params=ENGINES)
def reports(
    request: pytest.FixtureRequest,
    databases: Callable[[str, Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reports]:
    university: Container = build(
        Settings(database_url=databases(request.param, tmp_path_factory.mktemp("reports")))
    )
    university.get(CampusStore).fill(CAMPUS, replace=True)
    yield university.get(Reports)
    university.close()


def places(term: str, *statuses: Status) -> list[Enrolment]:
    return [e for e in CAMPUS.enrolments if SECTION[e.section].term == term and e.status in statuses]


def students(term: str) -> Counter[str]:
    return Counter(SECTION[e.section].course for e in places(term, Status.ENROLLED))


@pytest.mark.parametrize("term", TERMS)
def test_courses_by_students(reports: Reports, term: str) -> None:
    taken = students(term)
    nobody = [one.course for one in reports.courses_nobody_takes(FRONT_DESK, term)]
    assert nobody == sorted(COURSE.keys() - taken.keys())
    for more_than in (0, 20):
        found = reports.courses_with_more_than(FRONT_DESK, term, more_than)
        fullest_first = sorted(taken.items(), key=lambda one: (-one[1], one[0]))
        assert [(one.course, one.students) for one in found] == [
            (code, count) for code, count in fullest_first if count > more_than
        ]


@pytest.mark.parametrize("term", TERMS)
def test_fill_rates_and_demand(reports: Reports, term: str) -> None:
    taken = Counter(e.section for e in places(term, *HOLDS_A_SEAT))
    waiting = Counter(e.section for e in places(term, Status.WAITLISTED))
    sections = [section for section in CAMPUS.sections if section.term == term]
    rates: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    demand = []
    for one in sections:
        sums = rates[COURSE[one.course].department]
        sums[:] = [sums[0] + 1, sums[1] + one.capacity, sums[2] + taken[one.id]]
        free = sum(
            other.capacity - taken[other.id]
            for other in sections
            if other.course == one.course and other != one
        )
        if waiting[one.id]:
            demand.append((one.id, waiting[one.id], one.capacity, free))
    found = reports.fill_rates(FRONT_DESK, term)
    assert [(one.department, one.sections, one.seats, one.taken) for one in found] == [
        (department, *sums) for department, sums in sorted(rates.items())
    ]
    assert [
        (d.section, d.waiting, d.capacity, d.free_elsewhere) for d in reports.demand(FRONT_DESK, term)
    ] == sorted(demand, key=lambda one: (-one[1], one[0]))


@pytest.mark.parametrize("term", TERMS)
def test_first_arrivals(reports: Reports, term: str) -> None:
    lines = defaultdict(list)
    for enrolment in sorted(places(term, Status.ENROLLED), key=lambda e: e.since):
        lines[enrolment.section].append(enrolment.student)
    found = reports.first_arrivals(FRONT_DESK, term, 3)
    assert [(one.section, one.rank, one.student) for one in found] == [
        (section, rank, student)
        for section, line in sorted(lines.items())
        for rank, student in enumerate(line[:3], 1)
    ]


def results(campus: Campus) -> dict[str, list[CourseResult]]:
    """Posted results by student, in the order of terms."""
    grades = {sheet.section: sheet.grades for sheet in campus.sheets}
    found = defaultdict(list)
    for e in sorted(campus.enrolments, key=lambda e: TERMS.index(SECTION[e.section].term)):
        course = COURSE[SECTION[e.section].course]
        if e.status is Status.ENROLLED and (grade := grades.get(e.section, {}).get(e.student)):
            found[e.student].append(CourseResult(course.code, SECTION[e.section].term, course.credits, grade))
    return found


def test_grade_shares(reports: Reports) -> None:
    counts = Counter((r.course, r.grade) for of in results(CAMPUS).values() for r in of)
    whole = Counter(r.course for of in results(CAMPUS).values() for r in of)
    for department in CAMPUS.departments:
        found = reports.grade_shares(FRONT_DESK, department.code)
        assert [(one.course, one.grade, one.count, one.of) for one in found] == [
            (course, grade, count, whole[course])
            for (course, grade), count in sorted(counts.items())
            if COURSE[course].department == department.code
        ]


def test_foundations(reports: Reports) -> None:
    for course in CAMPUS.courses:
        steps: dict[str, int] = {}
        level, step = set(courses_in(course.prerequisites)), 1
        while level:
            steps |= dict.fromkeys(level, step)
            level = {n for code in level for n in courses_in(COURSE[code].prerequisites)} - steps.keys()
            step += 1
        found = reports.foundations(FRONT_DESK, course.code)
        assert [(one.steps, one.course) for one in found] == sorted(
            (step, code) for code, step in steps.items()
        )


@pytest.mark.parametrize("below", ["0.00", "1.99", "2.00", "2.50", "3.17", "4.00"])
def test_at_risk_agrees_with_the_record(reports: Reports, below: str) -> None:
    """Each average is what `best_attempt` and `gpa` make of the student's record, to the hundredth."""
    expected = []
    for student, of in results(CAMPUS).items():
        average = gpa([(r.grade, r.credits) for r in best_attempt(of)])
        if average is not None and average < Decimal(below):
            expected.append((average, student))
    found = reports.at_risk(FRONT_DESK, Decimal(below))
    assert [(one.gpa, one.student) for one in found] == sorted(expected)
