"""Every rule that can be broken: an error of its own that says what to do, and nothing half-written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from refusing import Act, Prepare, check, errors, refusal_codes, refused_somewhere
from small_campus import (
    ADDING_CLOSES,
    ANA,
    APPLICANT,
    COURSES,
    DROPPING_CLOSES,
    INTRO_PAST,
    NOW,
    PETROSYAN,
    REGISTRAR,
    SECTIONS,
    TERM,
    MakeUniversity,
    meeting,
    place,
    section,
    small_campus,
)

from university.adapters.clock import FixedClock
from university.application.admissions import Admissions
from university.application.campus import Campus
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreBusy, StoreUnavailable
from university.application.grades import GradeBook
from university.application.holds import Holds
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.application.transcripts import Transcripts
from university.application.users import Users
from university.bootstrap import Container
from university.domain.admissions import Step
from university.domain.catalogue import Course
from university.domain.enrolment import EnrolmentRefused, Status
from university.domain.errors import DomainError
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.holds import HoldKind

DIVING = Course("BIO-202", "Diving", "BIO", 2, corequisites=frozenset({"ART-101"}))
FIELD_YEAR = Course("BIO-900", "A Year at Sea", "BIO", 19)
GRADED = "BIO-101-A"
"""A section of this term whose grades are posted already: an intensive course."""


def campus() -> Campus:
    """The small one, with a course of each kind that somebody may be kept from."""
    hours = {"BIO-202-A": "16:00", "BIO-900-A": "18:00", GRADED: "20:00"}
    more = [
        section(id, capacity=9, meetings=(meeting(start, start.replace("00", "30")),))
        for id, start in hours.items()
    ]
    places = [
        place("S-1", "ART-101-A", Status.WITHDRAWN),
        place("S-3", GRADED),
        place("S-4", "BIO-202-A"),
        place("S-4", "ART-101-A"),
        place("S-3", "BIO-201-A", Status.OFFERED),
        place("S-2", "BIO-201-A", Status.WAITLISTED),
    ]
    base = small_campus(*places, sections=(*SECTIONS, *more), courses=(*COURSES, DIVING, FIELD_YEAR))
    graded = GradeSheet(GRADED, frozenset({"S-3"}), {"S-3": "A"}, SheetState.POSTED)
    return replace(base, sheets=(*base.sheets, graded))


def desk(act: Callable[[EnrolmentDesk], object], *before: Callable[[EnrolmentDesk], object]) -> Prepare:
    """At the desk, after what was done there before."""

    def prepare(university: Container, _: FixedClock) -> Act:
        there = university.get(EnrolmentDesk)
        for step in before:
            step(there)
        return lambda: act(there)

    return prepare


def enrol(student: str, section: str) -> Callable[[EnrolmentDesk], object]:
    return lambda there: there.enrol(REGISTRAR, student, section)


def drop(student: str, section: str) -> Callable[[EnrolmentDesk], object]:
    return lambda there: there.drop(REGISTRAR, student, section)


def at(instant: object, prepare: Prepare) -> Prepare:
    """The same, but the act comes at that instant."""

    def later(university: Container, clock: FixedClock) -> Act:
        act = prepare(university, clock)
        clock.instant = instant  # type: ignore[assignment]
        return act

    return later


def held(kind: HoldKind, act: Callable[[Container], object]) -> Prepare:
    """While a hold stands against S-1."""

    def prepare(university: Container, _: FixedClock) -> Act:
        university.get(Holds).place(REGISTRAR, "S-1", kind, "A book is missing")
        return lambda: act(university)

    return prepare


class FailingUnit:
    """Everything is done in it, and then it cannot be kept."""

    def __init__(self, work: UnitOfWork, error: DomainError) -> None:
        self._work, self._error = work, error

    def __enter__(self) -> FailingUnit:
        self._work.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._work.__exit__(*error)

    def __getitem__(self, port: Any) -> Any:
        return self._work[port]

    def commit(self) -> None:
        raise self._error


def failing(error: DomainError) -> Prepare:
    """On a store that fails at the last moment."""

    def prepare(university: Container, clock: FixedClock) -> Act:
        units = university.get(Units)
        holds = Holds(lambda: FailingUnit(units(), error), clock)
        return lambda: holds.place(REGISTRAR, "S-1", HoldKind.LIBRARY, "A book is missing")

    return prepare


def empty_statement(university: Container, _: FixedClock) -> Act:
    admissions = university.get(Admissions)
    draft = admissions.start(APPLICANT, "BIO")
    return lambda: admissions.advance(APPLICANT, draft.id, Step.SUBMIT)


def half_a_sheet(university: Container, clock: FixedClock) -> Act:
    """The first grade is right, the second is of nobody on the roster."""
    clock.instant = TERM.instant(TERM.grading.opens)
    grades = {"S-4": "A", "S-9": "B"}
    return lambda: university.get(GradeBook).enter(PETROSYAN, "BIO-202-A", grades, 0)


REFUSALS: dict[str, Prepare] = {
    "value.invalid": lambda u, _: lambda: u.get(Holds).place(REGISTRAR, "S-1", HoldKind.LIBRARY, " "),
    "not_found": desk(enrol("S-1", "BIO-999-A")),
    "access.forbidden": desk(lambda there: there.enrol(APPLICANT, "S-1", "BIO-201-A")),
    "changed.meanwhile": lambda u, _: lambda: u.get(GradeBook).give_back(REGISTRAR, INTRO_PAST.id, 99),
    "store.busy": failing(StoreBusy()),
    "store.unavailable": failing(StoreUnavailable()),
    "user.email_taken": lambda u, _: lambda: u.get(Users).create(ANA.email.upper(), "Another Ana"),
    "grading.refused": half_a_sheet,
    "transcript.blocked": held(HoldKind.LIBRARY, lambda u: u.get(Transcripts).issue(REGISTRAR, "S-1")),
    "admission.refused": empty_statement,
    "enrolment.refused: enrolment.not_open": at(
        TERM.instant(TERM.add.opens) - timedelta(seconds=1), desk(enrol("S-1", "BIO-201-B"))
    ),
    "enrolment.refused: deadline.passed": at(ADDING_CLOSES, desk(enrol("S-1", "BIO-201-B"))),
    "enrolment.refused: hold.standing": held(
        HoldKind.ADVISING, lambda u: u.get(EnrolmentDesk).enrol(REGISTRAR, "S-1", "BIO-201-B")
    ),
    "enrolment.refused: enrolment.duplicate": desk(enrol("S-4", "BIO-201-B"), enrol("S-4", "BIO-201-B")),
    "enrolment.refused: enrolment.withdrawn": desk(enrol("S-1", "ART-101-A")),
    "enrolment.refused: prerequisites.missing": desk(enrol("S-5", "BIO-201-B")),
    "enrolment.refused: corequisites.missing": desk(enrol("S-1", "BIO-202-A")),
    "enrolment.refused: time.conflict": desk(enrol("S-4", "BIO-201-A")),
    "enrolment.refused: credits.exceeded": desk(enrol("S-1", "BIO-900-A")),
    "enrolment.refused: section.full": desk(enrol("S-1", "BIO-201-B"), enrol("S-4", "BIO-201-B")),
    "enrolment.refused: drop.closed": at(DROPPING_CLOSES, desk(drop("S-4", "BIO-202-A"))),
    "enrolment.refused: corequisite.needed": desk(drop("S-4", "ART-101-A")),
    "enrolment.refused: leaving.graded": desk(drop("S-3", GRADED)),
    "enrolment.refused: withdraw.no_seat": desk(lambda there: there.withdraw(REGISTRAR, "S-2", "BIO-201-A")),
    "enrolment.refused: withdraw.closed": desk(lambda there: there.withdraw(REGISTRAR, "S-4", "BIO-202-A")),
    "enrolment.refused: offer.none": desk(lambda there: there.accept(REGISTRAR, "S-2", "BIO-201-A")),
    "enrolment.refused: offer.expired": at(
        NOW + timedelta(days=1), desk(lambda there: there.accept(REGISTRAR, "S-3", "BIO-201-A"))
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal(make_university: MakeUniversity, clock: FixedClock, name: str) -> None:
    check(make_university(campus()), clock, name, REFUSALS[name])


def test_no_refusal_is_left_out() -> None:
    codes = {kind.code for kind in errors()} - {EnrolmentRefused.code}
    assert refused_somewhere() == codes | {f"{EnrolmentRefused.code}: {code}" for code in refusal_codes()}


def test_every_error_has_a_code_of_its_own_and_says_what_it_is() -> None:
    known = errors()
    assert len({kind.code for kind in known}) == len(known)
    for kind in known:
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", kind.code), kind
        assert kind.__doc__, kind
