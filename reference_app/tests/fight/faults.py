"""The app broken on purpose, one way each: the fight must notice every one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.enrolment_repository import DatabaseEnrolments
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.event_log import DatabaseEventLog
from university.adapters.db.people_rows import StudentRow
from university.adapters.db.repository import DatabaseRepository
from university.adapters.db.unit_of_work import DatabaseUnitOfWork
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.enrolment import Enrolment, Status
from university.domain.events import Event, EventKind
from university.domain.waitlist import NextInLine, next_in_line

QUIET = {"synchronize_session": False}
NO_FAULT = "none"
LINGER = 0.1
"""Seconds that a fault stays open, so that even a short fight meets it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in for the right part."""

    port: type | None = None
    create: Callable[[Session], object] | None = None
    next_in_line: NextInLine = next_in_line

    def units(self, container: Container, units: Units) -> Units:
        """The app's units, with the broken repository in its place."""
        if self.port is None or self.create is None:
            return units
        broken = DatabaseRepository(self.port, self.create)
        right = container.contributions(DatabaseRepository)
        engine, parts = container.get(Engine), [broken if part.port is self.port else part for part in right]
        return lambda: DatabaseUnitOfWork(engine, parts)


class CheckThenInsert(DatabaseEnrolments):
    """Looks for a free seat first and counts afterwards: between the two, others do the same."""

    def add(self, enrolment: Enrolment) -> Enrolment | None:
        """Take a place that was free a moment ago."""
        section = self._session.scalar(select(SectionRow).where(SectionRow.id == enrolment.section))
        assert section is not None
        if enrolment.status is Status.ENROLLED:
            possible = section.seats_taken < section.capacity and section.waiting == 0
            counted = {"seats_taken": section.seats_taken + 1}
        else:
            possible = section.waiting < section.waitlist_capacity
            counted = {"waiting": section.waiting + 1}
        if not possible:
            return None
        time.sleep(LINGER)
        _insert(self._session, enrolment)
        counting = update(SectionRow).where(SectionRow.id == enrolment.section).values(counted)
        self._session.execute(counting, execution_options=QUIET)
        return enrolment


class CommitsHalfWay(DatabaseEnrolments):
    """Commits the place before its event: whoever is killed in between leaves half a change."""

    def add(self, enrolment: Enrolment) -> Enrolment | None:
        """Take the place, for good."""
        added = super().add(enrolment)
        self._session.commit()
        time.sleep(LINGER)
        return added


class LocksTheNextStudentToo(DatabaseEnrolments):
    """Takes the next student of the line while it still has the one who leaves, and the section."""

    def remove(self, enrolment: Enrolment) -> bool:
        """Give the place back, and reach for the next in line in the same unit."""
        removed = super().remove(enrolment)
        time.sleep(LINGER)
        for waiting in self.waiting(enrolment.section):
            touched = update(StudentRow).where(StudentRow.number == waiting.student)
            self._session.execute(touched.values(version=StudentRow.version + 1), execution_options=QUIET)
        return removed


class ForgetsDrops(DatabaseEventLog):
    """Keeps no event of a drop."""

    def append(self, event: Event) -> None:
        """Note the event, unless it is a drop."""
        if event.kind is not EventKind.DROPPED:
            super().append(event)


def last_in_line(waiting: Iterable[Enrolment], can_take: Callable[[str], bool], /) -> Enrolment | None:
    """Whoever came last."""
    return next((one for one in reversed(list(waiting)) if can_take(one.student)), None)


def _insert(session: Session, enrolment: Enrolment) -> None:
    values: dict[str, Any] = {"student": enrolment.student, "section": enrolment.section}
    values |= {"status": enrolment.status.value, "since": enrolment.since, "expires": enrolment.expires}
    session.execute(insert(EnrolmentRow).values(values))


FAULTS = {
    NO_FAULT: Fault(),
    "check_then_insert": Fault(EnrolmentRepository, CheckThenInsert),
    "commits_half_way": Fault(EnrolmentRepository, CommitsHalfWay),
    "locks_two_students": Fault(EnrolmentRepository, LocksTheNextStudentToo),
    "forgets_drops": Fault(EventLog, ForgetsDrops),
    "last_in_line": Fault(next_in_line=last_in_line),
}
