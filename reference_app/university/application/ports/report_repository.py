"""The registrar's reports, each answered by one query."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CourseCount:
    """A course, and how many students have a seat in its sections."""

    course: str
    title: str
    students: int


@dataclass(frozen=True, slots=True)
class FillRate:
    """A department's sections of a term: their seats, and how many of those are taken."""

    department: str
    sections: int
    seats: int
    taken: int

    @property
    def rate(self) -> Decimal:
        """The share of seats that are taken, in per cent to one place, halves up; 0 without seats."""
        share = Decimal(100 * self.taken) / self.seats if self.seats else Decimal(0)
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Arrival:
    """The `rank`-th student who took a seat in a section, counted from 1."""

    section: str
    rank: int
    student: str
    name: str


@dataclass(frozen=True, slots=True)
class GradeShare:
    """How often a grade was posted in a course in all terms, of `of` posted grades there."""

    course: str
    grade: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Demand:
    """A section with a line: how many wait, and how many seats are free in the course's other sections."""

    section: str
    waiting: int
    capacity: int
    free_elsewhere: int


@dataclass(frozen=True, slots=True)
class Foundation:
    """A course that another one builds on, over `steps` prerequisites at least (1: directly)."""

    course: str
    title: str
    steps: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A student's average in parts: tenths of grade points times credits, and the credits that count."""

    student: str
    name: str
    tenths: int
    credits: int


class ReportRepository(Protocol):
    """Reports on the whole university. Lists come in the order that their docstring says."""

    def courses_nobody_takes(self, term: str) -> list[CourseCount]:
        """Courses in whose sections of the term nobody has a seat, by code; also those not offered."""

    def courses_with_more_than(self, term: str, students: int) -> list[CourseCount]:
        """Courses in which more than `students` have a seat, the fullest first."""

    def fill_rates(self, term: str) -> list[FillRate]:
        """Every department that offers something in the term, by code."""

    def first_arrivals(self, term: str, each: int) -> list[Arrival]:
        """The first `each` students of every section of the term, by section and rank."""

    def grade_shares(self, department: str) -> list[GradeShare]:
        """The posted grades of the department's courses, by course and grade."""

    def demand(self, term: str) -> list[Demand]:
        """Sections of the term with somebody waiting, the longest line first."""

    def foundations(self, course: str) -> list[Foundation]:
        """Everything the course builds on, near ones first, then by code."""

    def standings_below(self, hundredths: int) -> list[Standing]:
        """Students whose average, with the best attempt of each course, lies below; by number.

        `hundredths` of a grade point: 200 asks for averages that, rounded as `gpa` does it, are below 2.00.
        """
