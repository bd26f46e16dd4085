"""The registrar's reports on a university that is counted by hand, on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from query_counts import counting
from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, REGISTRAR
from reports_campus import COURSES, reports_campus
from sqlalchemy import Engine, select
from sqlalchemy.orm import aliased

from university.adapters.db.catalogue_rows import CourseRow, RequirementRow
from university.application.ports.campus_store import Campus, CampusStore
from university.application.ports.report_repository import (
    Arrival,
    CourseCount,
    Demand,
    FillRate,
    Foundation,
    GradeShare,
    ReportRepository,
)
from university.application.ports.unit_of_work import Units
from university.application.reports import AtRisk, Reports
from university.bootstrap import Container, build
from university.domain.access import Forbidden
from university.domain.errors import InvalidValue, NotFound
from university.domain.identity import Role, User
from university.domain.requirements import AnyOf, Needs
from university.settings import MEMORY_URL, Settings, SettingsError

SPRING = "2027-spring"
Make = Callable[[Campus], Container]

ASK: dict[str, Callable[[Reports, User], list[object]]] = {
    "courses_nobody_takes": lambda reports, user: reports.courses_nobody_takes(user, SPRING),
    "courses_with_more_than": lambda reports, user: reports.courses_with_more_than(user, SPRING, 0),
    "fill_rates": lambda reports, user: reports.fill_rates(user, SPRING),
    "first_arrivals": lambda reports, user: reports.first_arrivals(user, SPRING, 2),
    "demand": lambda reports, user: reports.demand(user, SPRING),
    "grade_shares": lambda reports, user: reports.grade_shares(user, "BIO"),
    "foundations": lambda reports, user: reports.foundations(user, "BIO-301"),
    "at_risk": lambda reports, user: reports.at_risk(user, Decimal("2.00")),
}  # type: ignore[dict-item]

QUERIES: dict[str, Callable[[ReportRepository], list[object]]] = {
    "courses_nobody_takes": lambda reports: reports.courses_nobody_takes(SPRING),
    "courses_with_more_than": lambda reports: reports.courses_with_more_than(SPRING, 0),
    "fill_rates": lambda reports: reports.fill_rates(SPRING),
    "first_arrivals": lambda reports: reports.first_arrivals(SPRING, 2),
    "demand": lambda reports: reports.demand(SPRING),
    "grade_shares": lambda reports: reports.grade_shares("BIO"),
    "foundations": lambda reports: reports.foundations("BIO-301"),
    "standings_below": lambda reports: reports.standings_below(200),
}  # type: ignore[dict-item]


@pytest.fixture
def make(database_url: str) -> Iterator[Make]:
    made: list[Container] = []

    def of(campus: Campus) -> Container:
        university = build(Settings(database_url=database_url))
        made.append(university)
        university.get(CampusStore).fill(campus, replace=True)
        return university

    yield of
    for university in made:
        university.close()


@pytest.fixture
def university(make: Make) -> Container:
    return make(reports_campus())


@pytest.fixture
def reports(university: Container) -> Reports:
    return university.get(Reports)


def test_courses_nobody_takes(reports: Reports) -> None:
    """Waiting, an offer, and having withdrawn are no seat; who is not offered at all is in the list."""
    found = reports.courses_nobody_takes(REGISTRAR, SPRING)
    assert [one.course for one in found] == ["ART-000", "ART-001", "ART-101", "ART-900", "BIO-101"]
    assert found[2] == CourseCount("ART-101", "Drawing", 0)


def test_courses_with_more_than(reports: Reports) -> None:
    three = [CourseCount("ART-102", "Ceramics", 3), CourseCount("BIO-201", "Marine Biology", 3)]
    assert reports.courses_with_more_than(REGISTRAR, SPRING, 0) == [
        *three,
        CourseCount("BIO-301", "Sea Birds", 1),
    ]
    assert reports.courses_with_more_than(REGISTRAR, SPRING, 2) == three
    assert reports.courses_with_more_than(REGISTRAR, SPRING, 3) == []


def test_fill_rates(reports: Reports) -> None:
    art, bio = reports.fill_rates(REGISTRAR, SPRING)
    assert (art, art.rate) == (FillRate("ART", 2, 5, 3), Decimal("60.0"))
    assert (bio, bio.rate) == (FillRate("BIO", 3, 10, 5), Decimal("50.0"))


@pytest.mark.parametrize(("seats", "taken", "rate"), [(0, 0, "0.0"), (16, 1, "6.3"), (3, 2, "66.7")])
def test_rates_are_rounded_halves_up(seats: int, taken: int, rate: str) -> None:
    assert str(FillRate("ART", 1, seats, taken).rate) == rate


def test_first_arrivals(reports: Reports) -> None:
    assert reports.first_arrivals(REGISTRAR, SPRING, 2) == [
        Arrival("ART-102-S", 1, "S-3", "=HYPERLINK(1)"),
        Arrival("ART-102-S", 2, "S-1", "Ana Silva"),
        Arrival("BIO-201-S", 1, "S-2", "Elif Öztürk"),
        Arrival("BIO-201-S", 2, "S-1", "Ana Silva"),
        Arrival("BIO-201-T", 1, "S-5", "Bea O'Brien"),
        Arrival("BIO-301-S", 1, "S-1", "Ana Silva"),
    ]


def test_demand(reports: Reports) -> None:
    """An offered seat is not free; a course with one section has none elsewhere, and no NULL."""
    assert reports.demand(REGISTRAR, SPRING) == [
        Demand("BIO-201-S", waiting=2, capacity=2, free_elsewhere=1),
        Demand("ART-101-S", waiting=1, capacity=1, free_elsewhere=0),
    ]


def test_grade_shares(reports: Reports) -> None:
    """Both attempts of who repeated count; what was entered for who withdrew does not."""
    counts = {"B": 1, "C": 1, "D": 1, "F": 2}
    assert reports.grade_shares(REGISTRAR, "BIO") == [
        GradeShare("BIO-101", grade, count, 5) for grade, count in counts.items()
    ]
    assert reports.grade_shares(REGISTRAR, "NEW") == []


def test_foundations(reports: Reports) -> None:
    assert reports.foundations(REGISTRAR, "BIO-301") == [
        Foundation("ART-101", "Drawing", 1),
        Foundation("BIO-201", "Marine Biology", 1),
        Foundation("BIO-101", "Foundations", 2),
    ]
    assert reports.foundations(REGISTRAR, "BIO-101") == []


def test_the_shortest_way_to_a_foundation_counts(make: Make) -> None:
    *others, last = COURSES
    courses = (*others, replace(last, prerequisites=AnyOf((Needs("BIO-201"), Needs("BIO-101")))))
    found = make(replace(reports_campus(), courses=courses)).get(Reports).foundations(REGISTRAR, "BIO-301")
    assert [(one.course, one.steps) for one in found] == [("BIO-101", 1), ("BIO-201", 1)]


def test_a_circle_of_prerequisites_ends_and_shows_itself(make: Make) -> None:
    courses = tuple(
        replace(course, prerequisites=Needs("BIO-301")) if course.code == "BIO-101" else course
        for course in COURSES
    )
    found = make(replace(reports_campus(), courses=courses)).get(Reports).foundations(REGISTRAR, "BIO-101")
    assert [(one.course, one.steps) for one in found] == [
        ("BIO-301", 1),
        ("ART-101", 2),
        ("BIO-201", 2),
        ("BIO-101", 3),
    ]


def test_at_risk(reports: Reports) -> None:
    """1.995 is a GPA of 2.00 on the record, so it is not below 2.00 here."""
    one = AtRisk("S-1", "Ana Silva", Decimal("1.00"), 4)
    assert reports.at_risk(REGISTRAR, Decimal("2.00")) == [one]
    assert reports.at_risk(REGISTRAR, Decimal("2.01")) == [
        one,
        AtRisk("S-3", "=HYPERLINK(1)", Decimal("2.00"), 4),
        AtRisk("S-4", "Mei Zhang", Decimal("2.00"), 20),
    ]
    assert reports.at_risk(REGISTRAR, Decimal("1.00")) == []


def test_not_in_finds_nothing_beside_a_null(university: Container) -> None:
    """`needs` is NULL where a node joins others: "not in (…, NULL)" is then unknown for every course."""
    requirement = aliased(RequirementRow)
    needed = select(requirement.needs)
    not_in = select(CourseRow.code).where(CourseRow.code.not_in(needed)).order_by(CourseRow.code)
    needs_it = needed.where(requirement.needs == CourseRow.code).exists()
    not_exists = select(CourseRow.code).where(~needs_it).order_by(CourseRow.code)
    with university.get(Engine).connect() as connection:
        assert connection.scalars(not_in).all() == []
        assert connection.scalars(not_exists).all() == ["ART-000", "ART-001", "ART-102", "ART-900", "BIO-301"]


@pytest.mark.parametrize("name", QUERIES)
def test_an_empty_university_has_empty_reports(make: Make, name: str) -> None:
    with make(Campus()).get(Units)() as work:
        assert QUERIES[name](work[ReportRepository]) == []


@pytest.mark.parametrize("name", QUERIES)
def test_each_report_is_one_query(university: Container, name: str) -> None:
    with counting(university) as count, university.get(Units)() as work:
        reports = work[ReportRepository]
        assert count(lambda: QUERIES[name](reports)) == 1


@pytest.mark.parametrize("name", ASK)
def test_who_may_see_reports(reports: Reports, name: str) -> None:
    may, may_not = (REGISTRAR, ADMIN), (ANA, BIOLOGIST, KOFI, replace(ADMIN, roles=frozenset()))
    assert {role for user in (*may, *may_not) for role in user.roles} == set(Role)
    for user in may:
        assert ASK[name](reports, user)
    for user in may_not:
        with pytest.raises(Forbidden, match="see reports"):
            ASK[name](reports, user)


@pytest.mark.parametrize("unknown", ["", "2099-spring", "BIO-1", "\0", "\udc80"])
def test_what_is_unknown_is_not_found(reports: Reports, unknown: str) -> None:
    for ask in (
        lambda: reports.courses_nobody_takes(REGISTRAR, unknown),
        lambda: reports.courses_with_more_than(REGISTRAR, unknown, 1),
        lambda: reports.fill_rates(REGISTRAR, unknown),
        lambda: reports.first_arrivals(REGISTRAR, unknown, 1),
        lambda: reports.demand(REGISTRAR, unknown),
        lambda: reports.grade_shares(REGISTRAR, unknown),
        lambda: reports.foundations(REGISTRAR, unknown),
    ):
        with pytest.raises(NotFound):
            ask()


@pytest.mark.parametrize("number", [-1, 0, 10**30])
def test_numbers_that_no_list_is_made_for(reports: Reports, number: int) -> None:
    with pytest.raises(InvalidValue):
        reports.first_arrivals(REGISTRAR, SPRING, number)
    if number:
        with pytest.raises(InvalidValue):
            reports.courses_with_more_than(REGISTRAR, SPRING, number)


@pytest.mark.parametrize(
    "below", ["-0.01", "4.01", "2.001", "1E+999999", "1E-999999", "NaN", "sNaN", "Infinity"]
)
def test_averages_that_nothing_is_compared_with(reports: Reports, below: str) -> None:
    with pytest.raises(InvalidValue, match="no average"):
        reports.at_risk(REGISTRAR, Decimal(below))


def test_a_store_in_memory_has_no_reports() -> None:
    university = build(Settings(database_url=MEMORY_URL))
    with pytest.raises(SettingsError, match="name a database"):
        university.get(Reports)
    university.close()
