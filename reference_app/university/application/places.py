"""The facts of a place that a student has, and what stands against answering an offer."""

from __future__ import annotations

from datetime import datetime

from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.unit_of_work import UnitOfWork
from university.domain.enrolment import Enrolment, EnrolmentRequest, LeavingRequest, Refusal, Status
from university.domain.errors import NotFound
from university.domain.gradesheet import SheetState
from university.domain.waitlist import has_expired

Refusals = tuple[Refusal, ...]


def no_place(student: str, section: str) -> NotFound:
    """The error for who has no place in the section, or has it no longer."""
    return NotFound(f"{student} has no place in {section}.", remedy="Choose a section of the timetable.")


def leaving_request(
    work: UnitOfWork, student: str, section: str, sheet: SheetState | None, now: datetime
) -> LeavingRequest:
    """The facts of a wish to leave, at the instant `now`. Raises NotFound without a place."""
    catalogue = work[CatalogueRepository]
    seats = catalogue.section(section)
    term = catalogue.term(seats.section.term) if seats else None
    places = work[EnrolmentRepository].of_student(student, term.code) if term else []
    held = next((place for place in places if place.section.id == section), None)
    if held is None or term is None:
        raise no_place(student, section)
    others = tuple(p.course for p in places if p is not held and p.enrolment.status is Status.ENROLLED)
    return LeavingRequest(held.enrolment, held.course, term, now, others, sheet is SheetState.POSTED)


def offer_refusals(place: Enrolment, request: EnrolmentRequest) -> Refusals:
    """Why there is no offer to accept; rules are asked elsewhere."""
    if place.status is not Status.OFFERED:
        return _no_offer(place)
    if has_expired(place, request.now):
        return (Refusal("offer.expired", f"The offer of a seat in {place.section} has expired."),)
    return ()


def decline_refusals(request: LeavingRequest) -> Refusals:
    """Why there is no offer to decline."""
    return () if request.enrolment.status is Status.OFFERED else _no_offer(request.enrolment)


def _no_offer(place: Enrolment) -> Refusals:
    return (Refusal("offer.none", f"No seat in {place.section} is offered to you now."),)
