"""Holds on students."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from university.domain.holds import Hold


class HoldRepository(Protocol):
    """Every hold there is or was: a released one stays on file."""

    def add(self, hold: Hold) -> None:
        """Put the hold on file."""

    def get(self, id: str) -> Hold | None:
        """The hold, or None."""

    def of_student(self, student: str) -> list[Hold]:
        """All holds of the student, released ones too, the oldest first."""

    def release(self, id: str, at: datetime) -> bool:
        """Release a hold that stands; False when it does not stand (any more)."""
