"""Reading the catalogue: departments, courses, and the seats of the current term."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from university.application.errors import no_course, no_department
from university.application.ports.catalogue_repository import (
    CatalogueRepository,
    CourseQuery,
    DepartmentSummary,
    SectionSeats,
)
from university.application.ports.clock import Clock
from university.application.ports.unit_of_work import Units
from university.application.terms import current
from university.domain.catalogue import Course, Department
from university.domain.requirements import courses_in
from university.domain.terms import Term

__all__ = [
    "Catalogue",
    "CourseDetail",
    "CourseQuery",
    "DepartmentPage",
    "DepartmentSummary",
    "Page",
    "SectionSeats",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a longer list: `page` counts from 1, `pages` is at least 1, `total` counts all items.

    A page after the last one is empty.
    """

    items: list[T]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class DepartmentPage:
    """A department with its courses, ordered by code."""

    department: Department
    courses: list[Course]


@dataclass(frozen=True, slots=True)
class CourseDetail:
    """A course and what surrounds it.

    `prerequisites` are all courses that its requirement names, in whatever combination. `sections` are those
    of `term`, the current one (None in an empty university).
    """

    course: Course
    department: Department
    prerequisites: list[Course]
    corequisites: list[Course]
    required_by: list[Course]
    term: Term | None
    sections: list[SectionSeats]


class Catalogue:
    """What anybody may read."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def departments(self) -> list[DepartmentSummary]:
        """Every department with the number of its courses, ordered by code."""
        with self._units() as work:
            return work[CatalogueRepository].departments()

    def department(self, code: str) -> DepartmentPage:
        """The department and its courses. Raises NotFound."""
        with self._units() as work:
            catalogue = work[CatalogueRepository]
            department = catalogue.department(code)
            if department is None:
                raise no_department(code)
            return DepartmentPage(department, catalogue.courses_of(code))

    def courses(self, query: CourseQuery) -> Page[Course]:
        """The courses that match, a page at a time, ordered by code."""
        with self._units() as work:
            items, total = work[CatalogueRepository].search(query)
        return Page(items, total, query.page, max(1, -(-total // query.page_size)))

    def course(self, code: str) -> CourseDetail:
        """The course with its neighbours and this term's sections. Raises NotFound."""
        with self._units() as work:
            catalogue = work[CatalogueRepository]
            detail = self._detail(catalogue, code)
            return replace(detail, sections=self._sections(catalogue, detail))

    def _detail(self, catalogue: CatalogueRepository, code: str) -> CourseDetail:
        """The course and its neighbours, still without sections. Raises NotFound."""
        course = next(iter(catalogue.courses([code])), None)
        department = catalogue.department(course.department) if course else None
        if course is None or department is None:
            raise no_course(code)
        return CourseDetail(
            course,
            department,
            prerequisites=catalogue.courses(frozenset(courses_in(course.prerequisites))),
            corequisites=catalogue.courses(course.corequisites),
            required_by=catalogue.required_by(code),
            term=current(catalogue.terms(), self._clock.now()),
            sections=[],
        )

    def _sections(self, catalogue: CatalogueRepository, detail: CourseDetail) -> list[SectionSeats]:
        return catalogue.sections(detail.course.code, detail.term.code) if detail.term else []
