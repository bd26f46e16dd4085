"""What the university offers: departments, courses, and a term's sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from university.domain.errors import InvalidValue
from university.domain.timetable import Meeting


@dataclass(frozen=True, slots=True)
class Department:
    """A department; `code` is the prefix of its courses' codes, such as `BIO`."""

    code: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """A course as the catalogue lists it, such as `BIO-201`; `prerequisites` are course codes, all needed."""

    code: str
    title: str
    department: str
    credits: int
    description: str = ""
    prerequisites: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.credits < 0:
            raise InvalidValue(
                f"{self.code} has {self.credits} credits.", remedy="Give zero or more credits."
            )
        if self.code in self.prerequisites:
            raise InvalidValue(f"{self.code} requires itself.", remedy="Remove it from its prerequisites.")


@dataclass(frozen=True, slots=True)
class Term:
    """A term. The add deadline is campus local time plus zone: an instant only once it is asked for."""

    code: str
    name: str
    starts: date
    ends: date
    add_deadline: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.add_deadline.tzinfo is not None:
            raise InvalidValue(
                "A deadline is kept as campus local time, without an offset.",
                remedy="Pass a naive datetime; `zone` says where the campus is.",
            )

    def add_closes_at(self) -> datetime:
        """The deadline as an instant in UTC, by the zone's rules for that day."""
        return self.add_deadline.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Section:
    """One offering of a course in a term, such as `BIO-201-A`."""

    id: str
    course: str
    term: str
    instructor: str
    capacity: int
    waitlist_capacity: int
    meetings: tuple[Meeting, ...] = ()

    def __post_init__(self) -> None:
        if self.capacity < 0 or self.waitlist_capacity < 0:
            raise InvalidValue(f"{self.id} has a negative size.", remedy="Give sizes of zero or more.")
