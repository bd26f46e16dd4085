"""Holds in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from university.adapters.memory.store import Tables
from university.domain.holds import Hold


class MemoryHolds:
    """Fulfils HoldRepository."""

    def __init__(self, tables: Tables) -> None:
        self._holds = tables[Hold]

    def add(self, hold: Hold) -> None:
        """Put the hold on file."""
        self._holds[hold.id] = hold

    def get(self, id: str) -> Hold | None:
        """The hold, or None."""
        return self._holds.get(id)

    def of_student(self, student: str) -> list[Hold]:
        """All holds of the student, the oldest first."""
        own = (hold for hold in self._holds.values() if hold.student == student)
        return sorted(own, key=lambda hold: (hold.placed_at, hold.id))

    def release(self, id: str, at: datetime) -> bool:
        """Release a hold that stands; False when it does not stand."""
        hold = self._holds.get(id)
        if hold is None or hold.released_at is not None:
            return False
        self._holds[id] = replace(hold, released_at=at)
        return True
