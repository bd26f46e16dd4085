"""The audit log, for who keeps an eye on the system."""

from __future__ import annotations

from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.domain.access import Action, reach
from university.domain.errors import InvalidValue
from university.domain.events import Event
from university.domain.identity import User

__all__ = ["AuditLog"]

MOST_EVENTS = 1_000
LAST_POSITION = 2**63 - 1


class AuditLog:
    """What happened, in its order."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def read(self, user: User, after: int = 0, limit: int = 100) -> list[tuple[int, Event]]:
        """Up to `limit` (1 to 1,000) events after a position, each with its own; 0 begins with the first.

        Raises Forbidden, InvalidValue.
        """
        reach(user, Action.SEE_EVENTS)
        if not (0 <= after <= LAST_POSITION and 1 <= limit <= MOST_EVENTS):
            raise InvalidValue(
                "That part of the log cannot be read.",
                remedy=f"Use a position from 0, and 1 to {MOST_EVENTS:,} events.",
            )
        with self._units() as work:
            return work[EventLog].after(after, limit)
