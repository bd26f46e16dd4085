"""Weekly meetings. Times are local to the campus; the term carries the zone."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from university.domain.errors import InvalidValue


class Weekday(enum.IntEnum):
    """Days as ISO 8601 numbers them: Monday is 1."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


@dataclass(frozen=True, slots=True)
class Meeting:
    """One weekly meeting, a half-open interval [start, end): a class may begin when another ends."""

    day: Weekday
    start: time
    end: time
    room: str = ""

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise InvalidValue(
                f"A meeting from {self.start:%H:%M} to {self.end:%H:%M} has no length.",
                remedy="Give an end later than the start, on the same day.",
            )

    def overlaps(self, other: Meeting) -> bool:
        """Whether both need the student at one moment."""
        return self.day == other.day and self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return f"{self.day.name[:3].title()} {self.start:%H:%M}–{self.end:%H:%M}"


def clash(one: Iterable[Meeting], other: Iterable[Meeting]) -> tuple[Meeting, Meeting] | None:
    """The first pair of meetings that overlap, or None."""
    rest = tuple(other)
    return next(((a, b) for a in one for b in rest if a.overlaps(b)), None)
