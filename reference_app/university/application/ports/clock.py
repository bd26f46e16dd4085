"""The time, as a part that tests can hold still."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""


class MakeClock(Protocol):
    """Where a clock comes from; a class does."""

    def __call__(self) -> Clock:
        """The clock of one app."""
