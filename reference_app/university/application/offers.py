"""Free seats on their way to the waitlist: offered, and taken back when nobody answers in time.

No unit here touches two students, so that two of them can never wait for each other. A seat that was given
back is free for a moment, and stays free if the app stops just then: so every settling looks at the section
as it is now, and whoever settles next heals what was left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.clock import Clock
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.event_log import EventLog
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.application.requests import request_of, without_own_place
from university.domain.access import Reach
from university.domain.enrolment import Enrolment, EnrolmentRequest, Rule
from university.domain.events import Event, EventKind
from university.domain.identity import User
from university.domain.people import Student
from university.domain.waitlist import NextInLine, offer

EVERYBODY = Reach(everything=True)
"""The waitlist passes seats to students whom the user who gave one back may not see."""

MOST_RACES = 5
"""How often somebody else may be faster before the seat is left to the next settling."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a sweep did: the offers that had expired, and those that it made."""

    expired: tuple[Enrolment, ...]
    offered: tuple[Enrolment, ...]


class Offers:
    """Makes offers and ends them, each in a unit of its own."""

    def __init__(self, units: Units, rules: Iterable[Rule], next_in_line: NextInLine, clock: Clock) -> None:
        self._units = units
        self._rules = tuple(rules)
        self._next_in_line = next_in_line
        self._clock = clock

    def settle(self, section: str, user: User) -> Sweep:
        """End the section's expired offers, then offer its free seats while somebody can take one."""
        with self._units() as work:
            over = work[EnrolmentRepository].expired(self._clock.now(), section)
        expired = tuple(gone for gone in over if self._end(gone, user))
        return Sweep(expired, tuple(self._offer_free_seats(section, user)))

    def sweep(self, user: User) -> Sweep:
        """Settle every section where something is due."""
        now = self._clock.now()
        with self._units() as work:
            adding = [term.code for term in work[CatalogueRepository].terms() if term.is_open(term.add, now)]
            enrolments = work[EnrolmentRepository]
            due = {gone.section for gone in enrolments.expired(now)} | set(enrolments.awaited(adding))
        settled = [self.settle(section, user) for section in sorted(due)]
        return Sweep(
            tuple(gone for each in settled for gone in each.expired),
            tuple(made for each in settled for made in each.offered),
        )

    def _end(self, expired: Enrolment, user: User) -> bool:
        with self._units() as work:
            work[StudentRepository].get_for_change(expired.student, within=EVERYBODY)
            if not work[EnrolmentRepository].remove(expired):
                return False  # accepted or declined in the last moment
            work[EventLog].append(
                Event(EventKind.OFFER_EXPIRED, self._clock.now(), user.id, expired.student, expired.section)
            )
            work.commit()
            return True

    def _offer_free_seats(self, section: str, user: User) -> Iterable[Enrolment]:
        races = 0
        while races < MOST_RACES and (chosen := self._choose(section)) is not None:
            offered = self._offer(chosen, user)
            if offered is None:
                races += 1
            else:
                yield offered

    def _choose(self, section: str) -> Enrolment | None:
        """Who is next for a free seat, by facts that nobody is kept from changing meanwhile."""
        now = self._clock.now()
        with self._units() as work:
            seats = work[CatalogueRepository].section(section)
            if seats is None or seats.free <= 0 or seats.waiting == 0:
                return None
            term = work[CatalogueRepository].term(seats.section.term)
            if term is None or not term.is_open(term.add, now):
                return None

            def can_take(number: str) -> bool:
                student = work[StudentRepository].get(number, within=EVERYBODY)
                return student is not None and self._request(work, student, section, now) is not None

            waiting = work[EnrolmentRepository].waiting(section)
            chosen = self._next_in_line(waiting, can_take)
        if chosen is not None and chosen not in waiting:
            raise ValueError(f"{chosen} was chosen for a seat in {section}, but is not on its waitlist.")
        return chosen

    def _offer(self, chosen: Enrolment, user: User) -> Enrolment | None:
        """The offer; None when the student or the seat is no longer to be had."""
        now = self._clock.now()
        with self._units() as work:
            student = work[StudentRepository].get_for_change(chosen.student, within=EVERYBODY)
            request = self._request(work, student, chosen.section, now) if student else None
            if request is None:
                return None
            offered = offer(chosen, request.term, now)
            if not work[EnrolmentRepository].move(chosen, offered):
                return None
            until = {"expires": offered.expires.isoformat()} if offered.expires else {}
            work[EventLog].append(
                Event(EventKind.SEAT_OFFERED, now, user.id, chosen.student, chosen.section, until)
            )
            work.commit()
            return offered

    def _request(
        self, work: UnitOfWork, student: Student, section: str, now: datetime
    ) -> EnrolmentRequest | None:
        """The student's wish for the seat, or None when a rule stands against it now."""
        request = without_own_place(request_of(work, student, section, now))
        return request if all(rule(request) is None for rule in self._rules) else None
