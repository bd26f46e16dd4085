"""The audit log in the database."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from university.adapters.db.event_rows import EventRow
from university.domain.events import Event, EventKind


class DatabaseEventLog:
    """Fulfils EventLog."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, event: Event) -> None:
        """Note the event."""
        self._session.execute(
            insert(EventRow).values(
                kind=event.kind.value,
                at=event.at,
                actor=event.actor,
                student=event.student,
                section=event.section,
                details=dict(event.details),
            )
        )

    def after(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """Up to `limit` events after `position`, each with its own."""
        wanted = select(EventRow).where(EventRow.position > position).order_by(EventRow.position)
        return [(row.position, _event(row)) for row in self._session.scalars(wanted.limit(limit))]


def _event(row: EventRow) -> Event:
    details = MappingProxyType(row.details)
    return Event(EventKind(row.kind), row.at, row.actor, row.student, row.section, details)
