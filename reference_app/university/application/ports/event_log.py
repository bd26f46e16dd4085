"""The audit log: what happened, in the order in which it became true."""

from __future__ import annotations

from typing import Protocol

from university.domain.events import Event


class EventLog(Protocol):
    """Events, written in the unit of the change that they tell of. None is ever changed or removed."""

    def append(self, event: Event) -> None:
        """Note the event; it is kept when the unit is committed, and lost with it."""

    def after(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """Up to `limit` events after `position` (0: from the first), each with its own, in their order."""

    def settled(self, position: int, limit: int) -> list[tuple[int, Event]]:
        """The same, but only what nobody can get before any more: who reads on from the last misses nothing.

        Ask in a unit of its own. An event may come a while after its commit, when a unit before it was
        slow or failed.
        """
