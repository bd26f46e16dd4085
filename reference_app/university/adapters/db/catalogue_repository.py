"""The catalogue in the database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.catalogue_rows import (
    CourseRow,
    DepartmentRow,
    PrerequisiteRow,
    SectionRow,
    TermRow,
)
from university.adapters.db.mapping import to_course, to_department, to_section, to_term
from university.adapters.db.search import contains
from university.application.ports.catalogue_repository import CourseQuery, DepartmentSummary, SectionSeats
from university.domain.catalogue import Course, Department, Term

CourseRows = Select[CourseRow]


class DatabaseCatalogue:
    """Fulfils CatalogueRepository, each method with a fixed number of queries."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def departments(self) -> list[DepartmentSummary]:
        """Every department with the number of its courses."""
        rows = self._session.execute(
            select(DepartmentRow, func.count(CourseRow.code))
            .outerjoin(CourseRow, CourseRow.department == DepartmentRow.code)
            .group_by(DepartmentRow.code)
            .order_by(DepartmentRow.code)
        )
        return [DepartmentSummary(to_department(row), courses) for row, courses in rows]

    def department(self, code: str) -> Department | None:
        """The department, or None."""
        row = self._session.get(DepartmentRow, code)
        return to_department(row) if row else None

    def search(self, query: CourseQuery) -> tuple[list[Course], int]:
        """The courses on the page asked for, and how many match."""
        wanted = _matching(select(CourseRow), query)
        total = self._session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        return self._load(wanted.offset((query.page - 1) * query.page_size).limit(query.page_size)), total

    def courses_of(self, department: str) -> list[Course]:
        """All courses of one department."""
        return self._load(select(CourseRow).where(CourseRow.department == department))

    def courses(self, codes: Collection[str]) -> list[Course]:
        """The courses with these codes."""
        return self._load(select(CourseRow).where(CourseRow.code.in_(codes)))

    def required_by(self, code: str) -> list[Course]:
        """The courses that name `code` as a prerequisite."""
        needing = select(PrerequisiteRow.course).where(PrerequisiteRow.requires == code)
        return self._load(select(CourseRow).where(CourseRow.code.in_(needing)))

    def current_term(self) -> Term | None:
        """The term that begins last."""
        row = self._session.scalar(select(TermRow).order_by(TermRow.starts.desc()).limit(1))
        return to_term(row) if row else None

    def term(self, code: str) -> Term | None:
        """The term, or None."""
        row = self._session.get(TermRow, code)
        return to_term(row) if row else None

    def sections(self, course: str, term: str) -> list[SectionSeats]:
        """The course's sections in the term."""
        wanted = select(SectionRow).where(SectionRow.course == course, SectionRow.term == term)
        rows = self._session.scalars(
            wanted.order_by(SectionRow.id).options(selectinload(SectionRow.meetings))
        )
        return [_seats(row) for row in rows]

    def section(self, id: str) -> SectionSeats | None:
        """One section as it stands now, or None."""
        wanted = select(SectionRow).where(SectionRow.id == id).options(selectinload(SectionRow.meetings))
        row = self._session.scalar(wanted)
        return _seats(row) if row else None

    def _load(self, wanted: CourseRows) -> list[Course]:
        rows = self._session.scalars(
            wanted.order_by(CourseRow.code).options(selectinload(CourseRow.prerequisites))
        )
        return [to_course(row) for row in rows]


def _matching(courses: CourseRows, query: CourseQuery) -> CourseRows:
    if text := query.text.strip():
        courses = courses.where(or_(contains(CourseRow.code, text), contains(CourseRow.title, text)))
    if query.department is not None:
        courses = courses.where(CourseRow.department == query.department)
    if query.credits is not None:
        courses = courses.where(CourseRow.credits == query.credits)
    return courses


def _seats(row: SectionRow) -> SectionSeats:
    return SectionSeats(to_section(row), row.enrolled, row.waiting)
