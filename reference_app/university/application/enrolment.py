"""The enrolment desk: ask, enrol, take an offer, leave, and see a timetable."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from university.application.errors import StoreBusy, StoreUnavailable, no_student
from university.application.offers import Offers, Sweep
from university.application.places import (
    Refusals,
    decline_refusals,
    leaving_request,
    no_place,
    offer_refusals,
)
from university.application.ports.clock import Clock
from university.application.ports.enrolment_repository import EnrolmentRepository, Place
from university.application.ports.event_log import EventLog
from university.application.ports.grade_repository import GradeRepository
from university.application.ports.record_repository import RecordRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.application.requests import credits_of, request_of, without_own_place
from university.application.terms import current_term
from university.domain.access import Action, Forbidden, reach
from university.domain.enrolment import (
    Decide,
    Decision,
    Enrolment,
    EnrolmentRefused,
    EnrolmentRequest,
    LeavingRequest,
    Refusal,
    Rule,
    Status,
    drop_refusals,
    withdraw_refusals,
)
from university.domain.events import Event, EventKind
from university.domain.identity import User
from university.domain.people import Student
from university.domain.record import AcademicRecord
from university.domain.terms import Term

__all__ = ["EnrolmentDesk", "Place", "Sweep", "Timetable"]

log = logging.getLogger(__name__)

MOST_STUDENTS = 20
"""How many students one search at the desk shows."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """A student's places in a term, ordered by section; `credits` counts the seats, not the waitlists.

    `record` is what lies behind the student when the term begins; `withdrawing` says whether a seat can be
    left with a W now.
    """

    student: Student
    term: Term
    entries: list[Place]
    credits: int
    record: AcademicRecord
    withdrawing: bool


class EnrolmentDesk:
    """Where students get their places. Every rule is a part that was handed in.

    Each method raises Forbidden for a user who may not do it at all, and NotFound for what does not exist or
    lies beyond the user's reach.
    """

    def __init__(
        self, units: Units, decide: Decide, rules: Iterable[Rule], offers: Offers, clock: Clock
    ) -> None:
        self._units = units
        self._decide = decide
        self._rules = tuple(rules)
        self._offers = offers
        self._clock = clock

    def assess(self, user: User, student: str, section: str) -> Decision:
        """What `enrol` would decide now; nothing changes."""
        within = reach(user, Action.ENROL)
        with self._units() as work:
            found = _known(work[StudentRepository].get(student, within=within), student)
            return self._decide(request_of(work, found, section, self._clock.now()), self._rules)

    def enrol(self, user: User, student: str, section: str) -> Enrolment:
        """Give the student a seat, or a place on the waitlist. Raises EnrolmentRefused."""
        with self._units() as work:
            found = self._for_change(work, user, student)
            enrolment = self._take(work, request_of(work, found, section, self._clock.now()))
            kind = EventKind.ENROLLED if enrolment.status is Status.ENROLLED else EventKind.WAITLISTED
            work[EventLog].append(Event(kind, enrolment.since, user.id, student, section))
            work.commit()
        if enrolment.status is Status.ENROLLED:
            return enrolment
        # Those before may be unable to take a seat that is free: then the newcomer is asked at once.
        return next((made for made in self._settle(section, user) if made.student == student), enrolment)

    def accept(self, user: User, student: str, section: str) -> Enrolment:
        """Turn an offer into a seat; every rule is asked again. Raises EnrolmentRefused."""
        with self._units() as work:
            found = self._for_change(work, user, student)
            offered = work[EnrolmentRepository].find(student, section)
            if offered is None:
                raise no_place(student, section)
            request = without_own_place(request_of(work, found, section, self._clock.now()))
            against = offer_refusals(offered, request) or self._against(request)
            if against:
                raise EnrolmentRefused(against)
            seat = replace(offered, status=Status.ENROLLED, since=request.now, expires=None)
            if not work[EnrolmentRepository].move(offered, seat):
                raise no_place(student, section)
            work[EventLog].append(
                Event(EventKind.ENROLLED, seat.since, user.id, student, section, _was(offered))
            )
            work.commit()
            return seat

    def drop(self, user: User, student: str, section: str) -> list[Enrolment]:
        """Give a place back without a trace, be it a seat, an offer or a wait. Raises EnrolmentRefused.

        Returns the offers that this led to, for a user who may see those students too.
        """
        return self._leave(user, student, section, drop_refusals, EventKind.DROPPED)

    def withdraw(self, user: User, student: str, section: str) -> list[Enrolment]:
        """Leave a seat with a W; returns as `drop` does. Raises EnrolmentRefused."""
        return self._leave(user, student, section, withdraw_refusals, EventKind.WITHDREW)

    def decline(self, user: User, student: str, section: str) -> list[Enrolment]:
        """Give an offer back, and nothing else; returns as `drop` does. Raises EnrolmentRefused."""
        return self._leave(user, student, section, decline_refusals, EventKind.DROPPED)

    def sweep(self, user: User) -> Sweep:
        """End all expired offers and offer all free seats; a job for every few minutes."""
        self.check_sweep(user)
        return self._offers.sweep(user)

    def check_sweep(self, user: User) -> None:
        """See that the user may sweep, for who answers before the sweep begins."""
        if not reach(user, Action.ENROL).everything:
            raise Forbidden("You may not sweep the waitlists.", remedy="This is the registrar's work.")

    def timetable(self, user: User, student: str) -> Timetable:
        """The student's places in the current term, and the record behind them."""
        within, now = reach(user, Action.SEE_RECORD), self._clock.now()
        with self._units() as work:
            found = _known(work[StudentRepository].get(student, within=within), student)
            term = current_term(work, now)
            entries = work[EnrolmentRepository].of_student(student, term.code)
            record = work[RecordRepository].of(student, term)
        return Timetable(found, term, entries, credits_of(entries), record, term.is_open(term.withdraw, now))

    def students(self, user: User, text: str) -> list[Student]:
        """At most 20 students whose number or name contains `text`, ordered by number."""
        within = reach(user, Action.SEE_STUDENTS)
        with self._units() as work:
            return work[StudentRepository].search(text.strip(), MOST_STUDENTS, within=within)

    def _take(self, work: UnitOfWork, request: EnrolmentRequest) -> Enrolment:
        """Decide and take the place; if another was faster, decide once more on the full section."""
        section = request.section
        full = replace(request, seats_taken=section.capacity)
        for facts in (request, full):
            decision = self._decide(facts, self._rules)
            if decision.status is None:
                raise EnrolmentRefused(decision.refusals)
            if decision.status not in (Status.ENROLLED, Status.WAITLISTED):
                raise ValueError(
                    f"A decision enrols or puts on the waitlist; this one says {decision.status}."
                )
            enrolment = Enrolment(request.student.number, section.id, decision.status, request.now)
            if recorded := work[EnrolmentRepository].add(enrolment):
                return recorded
        raise EnrolmentRefused((Refusal("section.full", f"{section.id} and its waitlist are full."),))

    def _against(self, request: EnrolmentRequest) -> Refusals:
        return tuple(refusal for rule in self._rules if (refusal := rule(request)) is not None)

    def _leave(
        self,
        user: User,
        student: str,
        section: str,
        refusals: Callable[[LeavingRequest], Refusals],
        kind: EventKind,
    ) -> list[Enrolment]:
        everybody = reach(user, Action.ENROL).everything
        with self._units() as work:
            # Nobody posts grades until this unit ends. The sheet comes before the student, as it does where
            # grades are entered: two who lock in different orders can wait for each other.
            sheet = work[GradeRepository].state_for_change(section)
            self._for_change(work, user, student)
            request = leaving_request(work, student, section, sheet, self._clock.now())
            against = refusals(request)
            if against:
                raise EnrolmentRefused(against, remedy="Ask the registrar for an exception.")
            held, enrolments = request.enrolment, work[EnrolmentRepository]
            if kind is EventKind.WITHDREW:
                left = enrolments.move(held, replace(held, status=Status.WITHDRAWN))
            else:
                left = enrolments.remove(held)
            if not left:
                raise no_place(student, section)
            work[EventLog].append(Event(kind, request.now, user.id, student, section, _was(held)))
            work.commit()
        offers = self._settle(section, user)
        return offers if everybody else []

    def _for_change(self, work: UnitOfWork, user: User, student: str) -> Student:
        within = reach(user, Action.ENROL)
        return _known(work[StudentRepository].get_for_change(student, within=within), student)

    def _settle(self, section: str, user: User) -> list[Enrolment]:
        """The offers that a change led to. What was asked for is done by now: this must not undo it."""
        try:
            return list(self._offers.settle(section, user).offered)
        except (StoreBusy, StoreUnavailable):
            log.exception("%s is not settled; the next sweep will do it.", section)
            return []


def _known(student: Student | None, number: str) -> Student:
    if student is None:
        raise no_student(number)
    return student


def _was(place: Enrolment) -> dict[str, str]:
    """What an event keeps of the place before the change."""
    return {"was": place.status.value}
