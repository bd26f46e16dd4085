"""The catalogue in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from university.adapters.memory.store import Tables
from university.application.ports.catalogue_repository import CourseQuery, DepartmentSummary, SectionSeats
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import HOLDS_A_SEAT, Enrolment, Status
from university.domain.people import Professor
from university.domain.requirements import courses_in
from university.domain.terms import Term


class MemoryCatalogue:
    """Fulfils CatalogueRepository."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def departments(self) -> list[DepartmentSummary]:
        """Every department with the number of its courses."""
        courses = Counter(course.department for course in self._tables[Course].values())
        departments = sorted(self._tables[Department].values(), key=lambda department: department.code)
        return [DepartmentSummary(department, courses[department.code]) for department in departments]

    def department(self, code: str) -> Department | None:
        """The department, or None."""
        return self._tables[Department].get(code)

    def search(self, query: CourseQuery) -> tuple[list[Course], int]:
        """The courses on the page asked for, and how many match."""
        found = [course for course in self._courses() if _matches(course, query)]
        start = (query.page - 1) * query.page_size
        return found[start : start + query.page_size], len(found)

    def courses_of(self, department: str) -> list[Course]:
        """All courses of one department."""
        return [course for course in self._courses() if course.department == department]

    def courses(self, codes: Collection[str]) -> list[Course]:
        """The courses with these codes."""
        return [course for course in self._courses() if course.code in codes]

    def required_by(self, code: str) -> list[Course]:
        """The courses whose prerequisites name `code`."""
        return [course for course in self._courses() if code in courses_in(course.prerequisites)]

    def terms(self) -> list[Term]:
        """Every term, in the order in which they start."""
        return sorted(self._tables[Term].values(), key=lambda term: term.starts)

    def term(self, code: str) -> Term | None:
        """The term, or None."""
        return self._tables[Term].get(code)

    def sections(self, course: str, term: str) -> list[SectionSeats]:
        """The course's sections in the term."""
        found = [s for s in self._tables[Section].where("course", course) if s.term == term]
        return [self._seats(section) for section in sorted(found, key=lambda section: section.id)]

    def section(self, id: str) -> SectionSeats | None:
        """One section as it stands now, or None."""
        section = self._tables[Section].get(id)
        return self._seats(section) if section else None

    def _courses(self) -> list[Course]:
        return sorted(self._tables[Course].values(), key=lambda course: course.code)

    def _seats(self, section: Section) -> SectionSeats:
        places = Counter(e.status for e in self._tables[Enrolment].where("section", section.id))
        taken = sum(places[status] for status in HOLDS_A_SEAT)
        instructor = self._tables[Professor][section.instructor]
        return SectionSeats(section, instructor, taken, places[Status.WAITLISTED])


def _matches(course: Course, query: CourseQuery) -> bool:
    words = f"{course.code} {course.title}".casefold()
    return (
        query.text.strip().casefold() in words
        and query.department in (None, course.department)
        and query.credits in (None, course.credits)
    )
