"""Holds: an office keeps a service from a student, and gives it back."""

from __future__ import annotations

import uuid

from university.application.errors import no_student
from university.application.ports.clock import Clock
from university.application.ports.event_log import EventLog
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import Units
from university.application.texts import LONGEST_REASON, checked
from university.domain.access import Action, reach
from university.domain.errors import InvalidValue, NotFound
from university.domain.events import Event, EventKind
from university.domain.holds import Hold, HoldKind
from university.domain.identity import User

__all__ = ["Holds"]


class Holds:
    """Where holds are placed and released. Every method raises Forbidden, and NotFound beyond the reach."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def place(self, user: User, student: str, kind: HoldKind, reason: str) -> Hold:
        """Place a hold on a student; the reason is shown to them. Raises InvalidValue.

        The student is locked: what a hold stands against is decided wholly before it, or wholly after.
        """
        within = reach(user, Action.HANDLE_HOLDS)
        words = checked(reason, "reason", LONGEST_REASON)
        if not words:
            raise InvalidValue("A hold needs a reason.", remedy="Write what the student has to settle.")
        with self._units() as work:
            if work[StudentRepository].get_for_change(student, within=within) is None:
                raise no_student(student)
            hold = Hold(str(uuid.uuid4()), student, kind, words, user.id, self._clock.now())
            work[HoldRepository].add(hold)
            details = {"hold": hold.id, "kind": kind, "reason": words}
            work[EventLog].append(
                Event(EventKind.HOLD_PLACED, hold.placed_at, user.id, student, details=details)
            )
            work.commit()
            return hold

    def release(self, user: User, id: str) -> Hold:
        """Release a hold; one that was released before stays as it is, with its time."""
        within = reach(user, Action.HANDLE_HOLDS)
        with self._units() as work:
            holds = work[HoldRepository]
            hold = holds.get(id)
            if hold is None or work[StudentRepository].get(hold.student, within=within) is None:
                raise NotFound(f"There is no hold {id}.", remedy="Look at the student's holds.")
            now = self._clock.now()
            if holds.release(id, now):
                work[EventLog].append(
                    Event(EventKind.HOLD_RELEASED, now, user.id, hold.student, details={"hold": id})
                )
                work.commit()
            return holds.get(id) or hold

    def of(self, user: User, student: str) -> list[Hold]:
        """The student's holds, released ones too, the oldest first; students see their own."""
        within = reach(user, Action.SEE_RECORD)
        with self._units() as work:
            if work[StudentRepository].get(student, within=within) is None:
                raise no_student(student)
            return work[HoldRepository].of_student(student)
