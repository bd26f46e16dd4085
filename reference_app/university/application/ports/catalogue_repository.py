"""Reading what the university offers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from university.domain.catalogue import Course, Department, Section
from university.domain.errors import InvalidValue
from university.domain.people import Professor
from university.domain.terms import Term

LONGEST_TEXT = 100
LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class CourseQuery:
    """Which courses, and which page of them. Raises InvalidValue for what can never be answered.

    `text` is looked for in code and title, ignoring case; `department` is a department's code;
    `page` counts from 1.
    """

    text: str = ""
    department: str | None = None
    credits: int | None = None
    page: int = 1
    page_size: int = 20

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST_TEXT:
            raise InvalidValue(
                "The search text is too long.", remedy=f"Use at most {LONGEST_TEXT} characters."
            )
        if self.credits is not None and not 0 <= self.credits <= 100:
            raise InvalidValue(f"No course has {self.credits} credits.", remedy="Use a number from 0 to 100.")
        if not 1 <= self.page <= 1_000_000:
            raise InvalidValue(f"There is no page {self.page}.", remedy="Use a page number from 1.")
        if not 1 <= self.page_size <= LARGEST_PAGE:
            raise InvalidValue(
                f"A page of {self.page_size} courses is not offered.", remedy=f"Use 1 to {LARGEST_PAGE}."
            )


@dataclass(frozen=True, slots=True)
class DepartmentSummary:
    """A department and the number of its courses."""

    department: Department
    courses: int


@dataclass(frozen=True, slots=True)
class SectionSeats:
    """A section, who teaches it, its seats that are taken or offered, and how many wait for one."""

    section: Section
    instructor: Professor
    seats_taken: int
    waiting: int

    @property
    def free(self) -> int:
        """Seats that nobody has or was offered."""
        return self.section.capacity - self.seats_taken


class CatalogueRepository(Protocol):
    """Departments, courses, terms and sections. Every list is in the order of its codes."""

    def departments(self) -> list[DepartmentSummary]:
        """Every department, also one without courses."""

    def department(self, code: str) -> Department | None:
        """The department, or None."""

    def search(self, query: CourseQuery) -> tuple[list[Course], int]:
        """The courses on the page asked for, and how many there are on all pages."""

    def courses_of(self, department: str) -> list[Course]:
        """All courses of one department."""

    def courses(self, codes: Collection[str]) -> list[Course]:
        """The courses with these codes; unknown codes are left out."""

    def required_by(self, code: str) -> list[Course]:
        """The courses whose prerequisites name `code`, be it as one of several ways."""

    def terms(self) -> list[Term]:
        """Every term, in the order in which they start."""

    def term(self, code: str) -> Term | None:
        """The term, or None."""

    def sections(self, course: str, term: str) -> list[SectionSeats]:
        """The course's sections in the term."""

    def section(self, id: str) -> SectionSeats | None:
        """One section as it stands now, or None."""
