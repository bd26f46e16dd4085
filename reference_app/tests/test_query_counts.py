"""How many statements each use case sends: exactly so many, on every engine, however much data there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from counting_campus import FULL, GRADED, OPEN, counting_campus, sitting
from query_counts import Cases, case, counted, counting, use_cases, use_cases_with_a_count
from records_campus import ADMIN, BIOLOGIST, KOFI, NOW, REGISTRAR, SPRING

from university.adapters.clock import FixedClock
from university.application.admissions import Admissions, ApplicationQuery
from university.application.audit import AuditLog
from university.application.campus import Seeding
from university.application.catalogue import Catalogue, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.application.grades import GradeBook
from university.application.holds import Holds
from university.application.offers import Offers
from university.application.ports.campus_store import CampusStore
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.unit_of_work import Units
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.application.users import Users
from university.bootstrap import Container, build
from university.domain.admissions import Step
from university.domain.holds import HoldKind
from university.settings import Settings

STATEMENTS = {
    "Catalogue.departments": 1,
    "Catalogue.department": 3,
    "Catalogue.courses": 3,
    "Catalogue.course": 7,
    "EnrolmentDesk.students": 1,
    "EnrolmentDesk.timetable": 5,
    "EnrolmentDesk.assess": 8,
    "EnrolmentDesk.check_sweep": 0,
    "EnrolmentDesk.enrol, a seat": 12,
    "EnrolmentDesk.enrol, a place in line": 15,
    "EnrolmentDesk.drop, nobody waits": 13,
    "EnrolmentDesk.drop, somebody waits": 38,
    "EnrolmentDesk.decline": 38,
    "EnrolmentDesk.accept": 14,
    "EnrolmentDesk.sweep, nothing is due": 3,
    "EnrolmentDesk.withdraw": 15,
    "Offers.settle, nothing is due": 2,
    "Offers.sweep, an offer passes to the next": 35,
    "GradeBook.sheets": 1,
    "GradeBook.sheet": 3,
    "GradeBook.is_open": 0,
    "GradeBook.enter": 7,
    "GradeBook.submit": 8,
    "GradeBook.give_back": 8,
    "GradeBook.post": 8,
    "GradeBook.change": 9,
    "GradeBook.changes": 4,
    "Records.record": 2,
    "Transcripts.issue": 8,
    "Transcripts.versions": 3,
    "Transcripts.get": 4,
    "Holds.place": 4,
    "Holds.of": 2,
    "Holds.release": 5,
    "Users.create": 4,
    "Users.by_email": 2,
    "AuditLog.read": 1,
    "Admissions.start": 2,
    "Admissions.rewrite": 5,
    "Admissions.advance": 7,
    "Admissions.possible": 0,
    "Admissions.get": 2,
    "Admissions.search": 3,
}
"""Beside those that begin and end a transaction; a savepoint counts twice.

Who gives back a place that somebody waits for pays for four units more: the expired offers, the choice of
who is next, the offer, and the look that nothing is left to offer.
"""

A_STATEMENT_A_TABLE = {"Seeding.fill"}
"""As many statements as the app has tables, and so many at each size: see `test_filling`."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture(params=[1, 25])
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def university(database_url: str, clock: FixedClock, size: int) -> Iterator[Container]:
    container = build(Settings(database_url=database_url), {"clock": lambda: clock})
    container.get(CampusStore).fill(counting_campus(size), replace=True)
    with container.get(Units)() as work:  # connects
        work[CatalogueRepository].terms()
    yield container
    container.close()


def test_every_use_case(university: Container, clock: FixedClock, size: int) -> None:
    groups = (reading, enrolling, grading, keeping, applying)
    assert counted(university, *(cases(university, clock, size) for cases in groups)) == STATEMENTS


def test_no_use_case_is_left_out() -> None:
    assert use_cases_with_a_count() | A_STATEMENT_A_TABLE == use_cases()


def test_filling(database_url: str) -> None:
    university = build(Settings(database_url=database_url))

    def fill(size: int) -> int:
        seeding = replace(university.get(Seeding), make_campus=lambda _: counting_campus(size))
        with counting(university) as count:
            return count(lambda: seeding.fill(NOW.date(), replace=True))

    fill(1)  # connects
    counts = [fill(size) for size in (1, 25)]
    university.close()
    assert counts[0] == counts[1]


def reading(university: Container, _: FixedClock, size: int) -> Cases:
    # Made here: the app's own may have a cache before it.
    catalogue, desk = Catalogue(university.get(Units), FixedClock(NOW)), university.get(EnrolmentDesk)
    yield case(catalogue.departments)
    yield case(catalogue.department, "BIO")
    yield case(catalogue.courses, CourseQuery(page_size=100))
    yield case(catalogue.course, "BIO-500")
    yield case(desk.students, REGISTRAR, "")
    yield case(desk.timetable, REGISTRAR, "S-1")
    yield case(desk.assess, REGISTRAR, "S-1", OPEN)
    yield case(desk.check_sweep, REGISTRAR)


def enrolling(university: Container, clock: FixedClock, size: int) -> Cases:
    desk, offers = university.get(EnrolmentDesk), university.get(Offers)
    yield case(desk.enrol, REGISTRAR, "S-1", OPEN, when="a seat")
    yield case(desk.enrol, REGISTRAR, "S-2", FULL, when="a place in line")
    yield case(desk.drop, REGISTRAR, "S-1", OPEN, when="nobody waits")
    for number in ("S-3", "S-1"):
        desk.enrol(REGISTRAR, number, FULL)
    (first,) = yield case(desk.drop, REGISTRAR, sitting(size)[0], FULL, when="somebody waits")
    (second,) = yield case(desk.decline, REGISTRAR, first.student, FULL)
    yield case(desk.accept, REGISTRAR, second.student, FULL)
    yield case(desk.sweep, REGISTRAR, when="nothing is due")
    yield case(offers.settle, FULL, REGISTRAR, when="nothing is due")
    desk.drop(REGISTRAR, second.student, FULL)
    clock.instant = NOW + timedelta(days=2)
    yield case(offers.sweep, REGISTRAR, when="an offer passes to the next")
    clock.instant = SPRING.instant(SPRING.withdraw.opens)
    yield case(desk.withdraw, REGISTRAR, "S-2", "BIO-201-S")
    clock.instant = NOW


def grading(university: Container, _: FixedClock, size: int) -> Cases:
    book, grades = university.get(GradeBook), dict.fromkeys(["S-1", "S-2", *sitting(size)], "B")
    yield case(book.sheets, BIOLOGIST)
    sheet = yield case(book.sheet, BIOLOGIST, GRADED)
    yield case(book.is_open, sheet)
    yield case(book.enter, BIOLOGIST, GRADED, grades, 0)
    yield case(book.submit, BIOLOGIST, GRADED, 1)
    yield case(book.give_back, REGISTRAR, GRADED, 2)
    book.submit(BIOLOGIST, GRADED, 3)
    yield case(book.post, REGISTRAR, GRADED, 4)
    yield case(book.change, REGISTRAR, GRADED, "S-1", "B", "A", "An error")
    yield case(book.changes, REGISTRAR, GRADED)


def keeping(university: Container, _: FixedClock, size: int) -> Cases:
    holds, users = university.get(Holds), university.get(Users)
    transcripts = university.get(Transcripts)
    yield case(university.get(Records).record, REGISTRAR, "S-1")
    for _ in range(size):
        transcripts.issue(REGISTRAR, "S-1")
    yield case(transcripts.issue, REGISTRAR, "S-1")
    yield case(transcripts.versions, REGISTRAR, "S-1")
    yield case(transcripts.get, REGISTRAR, "S-1", 1)
    placed = yield case(holds.place, REGISTRAR, "S-1", HoldKind.LIBRARY, "A book")
    yield case(holds.of, REGISTRAR, "S-1")
    yield case(holds.release, REGISTRAR, placed.id)
    yield case(users.create, "new@example.org", "New")
    yield case(users.by_email, "new@example.org")
    yield case(university.get(AuditLog).read, ADMIN)


def applying(university: Container, _: FixedClock, size: int) -> Cases:
    admissions = university.get(Admissions)
    made = [admissions.start(KOFI, "BIO") for _ in range(size)]
    yield case(admissions.start, KOFI, "BIO")
    yield case(admissions.rewrite, KOFI, made[0].id, "I like the sea.")
    yield case(admissions.advance, KOFI, made[0].id, Step.SUBMIT)
    found = yield case(admissions.get, REGISTRAR, made[0].id)
    yield case(admissions.possible, REGISTRAR, found)
    yield case(admissions.search, REGISTRAR, ApplicationQuery())
