"""Long lists of the catalogue, read a part at a time from wherever the reader stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from university.application.ports.catalogue_repository import SectionSeats
from university.domain.catalogue import Course


@dataclass(frozen=True, slots=True)
class CourseSlice:
    """Which courses: as CourseQuery has it, sorted by `sort` (`code`, `title` or `credits`) and then by code.

    `after` is the last course that was seen: its value of `sort`, and its code.
    """

    text: str = ""
    department: str | None = None
    credits: int | None = None
    sort: str = "code"
    descending: bool = False
    after: tuple[str | int, str] | None = None
    limit: int = 20


@dataclass(frozen=True, slots=True)
class SectionSlice:
    """Which sections, by id; `open` leaves out those without a free seat, `after` is the last id seen."""

    term: str | None = None
    course: str | None = None
    department: str | None = None
    instructor: str | None = None
    open: bool = False
    after: str | None = None
    limit: int = 20


class Listings(Protocol):
    """Parts of lists. What is added or removed elsewhere meanwhile neither repeats nor hides an item."""

    def courses(self, wanted: CourseSlice) -> list[Course]:
        """The next courses, at most `limit`."""

    def sections(self, wanted: SectionSlice) -> list[SectionSeats]:
        """The next sections as they stand, at most `limit`."""
