"""Clocks for tasks about time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class TickingClock:
    """A clock that goes on by an hour each time it is asked, so that asking twice shows."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it stands at, aware, in UTC."""
        told = self.instant
        self.instant += timedelta(hours=1)
        return told


def ticking(first: str) -> TickingClock:
    """A clock whose first answer is this instant, such as `2027-03-27T17:00+00:00`."""
    return TickingClock(datetime.fromisoformat(first).astimezone(UTC))


@dataclass(slots=True)
class SettableClock:
    """A clock that stands still until it is moved."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it stands at, aware, in UTC."""
        return self.instant

    def forward(self, minutes: int) -> None:
        """Let so many minutes pass."""
        self.instant += timedelta(minutes=minutes)


def stopped(at: str) -> SettableClock:
    """A clock that stands at this instant."""
    return SettableClock(datetime.fromisoformat(at).astimezone(UTC))
