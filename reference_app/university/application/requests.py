"""The facts of a wish to enrol, gathered in one unit of work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.enrolment_repository import EnrolmentRepository, Place
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.record_repository import RecordRepository
from university.application.ports.unit_of_work import UnitOfWork
from university.domain.catalogue import Section
from university.domain.enrolment import EnrolmentRequest, Status
from university.domain.errors import NotFound
from university.domain.people import Student


def request_of(work: UnitOfWork, student: Student, section: str, now: datetime) -> EnrolmentRequest:
    """The facts as they are in this unit at the instant `now`. Raises NotFound for an unknown section."""
    catalogue = work[CatalogueRepository]
    seats = catalogue.section(section)
    term = catalogue.term(seats.section.term) if seats else None
    if seats is None or term is None:
        raise NotFound(f"There is no section {section}.", remedy="Choose a section on its course's page.")
    (course,) = catalogue.courses([seats.section.course])
    places = work[EnrolmentRepository].of_student(student.number, term.code)
    return EnrolmentRequest(
        student=student,
        section=seats.section,
        course=course,
        term=term,
        now=now,
        record=work[RecordRepository].of(student.number, term),
        holds=tuple(work[HoldRepository].of_student(student.number)),
        timetable=_sections(places, Status.ENROLLED),
        waitlists=_sections(places, Status.WAITLISTED, Status.OFFERED),
        withdrawn=_sections(places, Status.WITHDRAWN),
        registered_credits=credits_of(places),
        seats_taken=seats.seats_taken,
        waiting=seats.waiting,
    )


def without_own_place(request: EnrolmentRequest) -> EnrolmentRequest:
    """The same facts for somebody who waits for this very section, or was offered a seat in it."""
    others = tuple(section for section in request.waitlists if section.id != request.section.id)
    return replace(request, waitlists=others)


def credits_of(places: Iterable[Place]) -> int:
    """The credits of the courses in which the student is enrolled."""
    return sum(place.course.credits for place in places if place.enrolment.status is Status.ENROLLED)


def _sections(places: Iterable[Place], *statuses: Status) -> tuple[Section, ...]:
    return tuple(place.section for place in places if place.enrolment.status in statuses)
