"""Leaving a section: a drop leaves no trace, a withdrawal leaves a W."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from university.domain.catalogue import Course
from university.domain.enrolment import Enrolment, Refusal, Status
from university.domain.terms import Term


@dataclass(frozen=True, slots=True)
class LeavingRequest:
    """A wish to leave; `others` are the other courses in which the student has a seat this term."""

    enrolment: Enrolment
    course: Course
    term: Term
    now: datetime
    others: tuple[Course, ...] = ()


def drop_refusals(request: LeavingRequest) -> tuple[Refusal, ...]:
    """Why not to drop. A place on the waitlist and an offer may be given back at any time."""
    if request.enrolment.status is Status.WITHDRAWN:
        return (Refusal("enrolment.withdrawn", f"You have withdrawn from {request.enrolment.section}."),)
    if request.enrolment.status is not Status.ENROLLED:
        return ()
    term = request.term
    if not term.is_open(term.drop, request.now):
        closed = Refusal(
            "drop.closed",
            f"Dropping courses of {term.name} closed on {term.drop.closes:%d %B %Y}; "
            "withdrawing leaves a W on the transcript.",
        )
        return (closed, *_needed(request))
    return tuple(_needed(request))


def withdraw_refusals(request: LeavingRequest) -> tuple[Refusal, ...]:
    """Why not to withdraw: outside the window, or where there is no seat to leave."""
    term = request.term
    if request.enrolment.status is not Status.ENROLLED:
        return (Refusal("withdraw.no_seat", f"You have no seat in {request.enrolment.section}."),)
    if not term.is_open(term.withdraw, request.now):
        days = f"{term.withdraw.opens:%d %B %Y} to {term.withdraw.closes:%d %B %Y}"
        return (Refusal("withdraw.closed", f"Withdrawing from courses of {term.name} is open from {days}."),)
    return tuple(_needed(request))


def _needed(request: LeavingRequest) -> Iterable[Refusal]:
    """A course that another one of this term must be taken with stays."""
    for other in request.others:
        if request.course.code in other.corequisites:
            yield Refusal(
                "corequisite.needed",
                f"{other.code} is taken with {request.course.code}: leave {other.code} first.",
            )
