"""The audit log in memory."""

from __future__ import annotations

from university.adapters.memory.store import Tables
from university.domain.events import Event


class MemoryEventLog:
    """Fulfils EventLog. Events stand under their positions: 1, 2, 3, …"""

    def __init__(self, tables: Tables) -> None:
        self._events = tables[Event]

    def append(self, event: Event) -> None:
        """Note the event."""
        self._events[len(self._events) + 1] = event

    def after(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """Up to `limit` events after `position`, each with its own."""
        last = min(position + limit, len(self._events))
        return [(at, self._events[at]) for at in range(position + 1, last + 1)]

    def settled(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """The same: units in memory commit one after another."""
        return self.after(position, limit)
