"""The audit log in the database."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from university.adapters.db.database_clock import seconds_now
from university.adapters.db.engines.kind import STATEMENT_TIME
from university.adapters.db.event_rows import EventRow
from university.adapters.db.statements import run
from university.domain.events import Event, EventKind

APPEND = insert(EventRow).inline().values(noted_at=seconds_now())
"""Inline: nobody asks for the position that the event gets."""

LONGEST_UNIT = 4 * STATEMENT_TIME
"""Seconds after which a unit that noted an event has surely been committed or rolled back."""


class DatabaseEventLog:
    """Fulfils EventLog."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, event: Event) -> None:
        """Note the event."""
        run(
            self._session,
            APPEND,
            kind=event.kind.value,
            at=event.at,
            actor=event.actor,
            student=event.student,
            section=event.section,
            details=dict(event.details),
        )

    def after(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """Up to `limit` events after `position`, each with its own."""
        wanted = select(EventRow).where(EventRow.position > position).order_by(EventRow.position)
        return [(row.position, _event(row)) for row in self._session.scalars(wanted.limit(limit))]

    def settled(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """The same, up to where a slower unit may still put an event.

        Positions are given when events are noted, and units commit in another order. So a gap is somebody
        who has not committed yet, or never will: the event behind it tells since when there is a gap.
        """
        age = seconds_now() - EventRow.noted_at
        wanted = select(EventRow, age).where(EventRow.position > position).order_by(EventRow.position)
        found: list[tuple[int, Event]] = []
        for row, seconds in self._session.execute(wanted.limit(limit)):
            if row.position != position + 1 and seconds < LONGEST_UNIT:
                break
            position = row.position
            found.append((position, _event(row)))
        return found


def _event(row: EventRow) -> Event:
    details = MappingProxyType(row.details)
    return Event(EventKind(row.kind), row.at, row.actor, row.student, row.section, details)
