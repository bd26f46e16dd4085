"""Enrolment: the facts of a request, the rules asked in turn, and the decision; and leaving again."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from university.domain.catalogue import Course, Section
from university.domain.errors import DomainError
from university.domain.holds import Hold
from university.domain.people import Student
from university.domain.record import AcademicRecord
from university.domain.terms import Term


class Status(enum.StrEnum):
    """Where an enrolment stands."""

    ENROLLED = "enrolled"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    WITHDRAWN = "withdrawn"


HOLDS_A_SEAT = frozenset({Status.ENROLLED, Status.OFFERED})
"""An offered seat is kept free for the student who was asked."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A student's place in a section. `since` and `expires` are instants in UTC.

    `since` is when the student got the seat or joined the waitlist; only an offer has `expires`.
    """

    student: str
    section: str
    status: Status
    since: datetime
    expires: datetime | None = None


@dataclass(frozen=True, slots=True)
class EnrolmentRequest:
    """Everything the rules may know about one wish to enrol.

    `now` is an aware instant. Of the student: the academic `record`, the `holds`, the sections of the term
    where they are enrolled (`timetable`, `registered_credits` in sum), those waited for or offered
    (`waitlists`: a wish holds no hour), and those `withdrawn` from. Of the section: `seats_taken`, offered
    ones included, and how many are `waiting`.
    """

    student: Student
    section: Section
    course: Course
    term: Term
    now: datetime
    record: AcademicRecord = field(default_factory=AcademicRecord)
    holds: tuple[Hold, ...] = ()
    timetable: tuple[Section, ...] = ()
    waitlists: tuple[Section, ...] = ()
    withdrawn: tuple[Section, ...] = ()
    registered_credits: int = 0
    seats_taken: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, for a program (`code`) and for the student (`message`)."""

    code: str
    message: str


class Rule(Protocol):
    """One condition of enrolment: None where it is met."""

    def __call__(self, request: EnrolmentRequest, /) -> Refusal | None:
        """The refusal, or None."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, or the refusals that stand against it: never both, never neither."""

    status: Status | None
    refusals: tuple[Refusal, ...] = ()


class Decide(Protocol):
    """How a request becomes a decision."""

    def __call__(self, request: EnrolmentRequest, rules: Iterable[Rule], /) -> Decision:
        """The decision on `request`."""


def decide(request: EnrolmentRequest, rules: Iterable[Rule]) -> Decision:
    """Ask every rule, so that the student learns all reasons at once; then look for a place.

    While anybody waits, a free seat is theirs first: who comes later joins the end of the line.
    """
    refusals = tuple(refusal for rule in rules if (refusal := rule(request)) is not None)
    if refusals:
        return Decision(None, refusals)
    if request.seats_taken < request.section.capacity and request.waiting == 0:
        return Decision(Status.ENROLLED)
    if request.waiting < request.section.waitlist_capacity:
        return Decision(Status.WAITLISTED)
    return Decision(None, (Refusal("section.full", f"{request.section.id} and its waitlist are full."),))


ANOTHER_SECTION = "Choose another section, or ask the registrar for an exception."


class EnrolmentRefused(DomainError):
    """The decision was no; `refusals` says why, in the rules' order."""

    code = "enrolment.refused"

    def __init__(self, refusals: tuple[Refusal, ...], *, remedy: str = ANOTHER_SECTION) -> None:
        super().__init__(" ".join(refusal.message for refusal in refusals), remedy=remedy)
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class LeavingRequest:
    """A wish to leave; `others` are the courses of the student's other seats, `graded`: grades are posted."""

    enrolment: Enrolment
    course: Course
    term: Term
    now: datetime
    others: tuple[Course, ...] = ()
    graded: bool = False


def drop_refusals(request: LeavingRequest) -> tuple[Refusal, ...]:
    """Why not to drop, without a trace. A wait and an offer may be given back at any time."""
    if request.enrolment.status is Status.WITHDRAWN:
        return (Refusal("enrolment.withdrawn", f"You have withdrawn from {request.enrolment.section}."),)
    if request.enrolment.status is not Status.ENROLLED:
        return ()
    term = request.term
    if not term.is_open(term.drop, request.now):
        when = f"Dropping courses of {term.name} closed on {term.drop.closes:%d %B %Y}"
        return (Refusal("drop.closed", f"{when}; withdrawing leaves a W on the transcript."),)
    return tuple(_reasons_to_stay(request))


def withdraw_refusals(request: LeavingRequest) -> tuple[Refusal, ...]:
    """Why not to withdraw, with a W: outside the window, or where there is no seat to leave."""
    term = request.term
    if request.enrolment.status is not Status.ENROLLED:
        return (Refusal("withdraw.no_seat", f"You have no seat in {request.enrolment.section}."),)
    if not term.is_open(term.withdraw, request.now):
        days = f"{term.withdraw.opens:%d %B %Y} to {term.withdraw.closes:%d %B %Y}"
        return (Refusal("withdraw.closed", f"Withdrawing from courses of {term.name} is open from {days}."),)
    return tuple(_reasons_to_stay(request))


def _reasons_to_stay(request: LeavingRequest) -> Iterable[Refusal]:
    """A posted grade, and another course of this term that must be taken with this one."""
    if request.graded:
        yield Refusal("leaving.graded", f"The grades of {request.enrolment.section} are posted.")
    code = request.course.code
    for other in request.others:
        if code in other.corequisites:
            yield Refusal(
                "corequisite.needed", f"{other.code} is taken with {code}: leave {other.code} first."
            )
