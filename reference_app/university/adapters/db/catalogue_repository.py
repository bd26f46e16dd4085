"""The catalogue in the database."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from university.adapters.db.catalogue_rows import (
    CourseRow,
    DepartmentRow,
    RequirementRow,
    SectionRow,
    TermRow,
)
from university.adapters.db.mapping import (
    WHOLE_COURSE,
    to_course,
    to_department,
    to_professor,
    to_section,
    to_term,
)
from university.adapters.db.search import contains
from university.application.ports.catalogue_repository import CourseQuery, DepartmentSummary, SectionSeats
from university.domain.catalogue import Course, Department
from university.domain.terms import Term

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
        row = self._session.scalar(select(DepartmentRow).where(DepartmentRow.code == code))
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
        """The courses with these codes: a few, so that their trees may come with them in one query."""
        if not codes:
            return []
        wanted = select(CourseRow).where(CourseRow.code.in_(codes)).order_by(CourseRow.code)
        whole = wanted.options(joinedload(CourseRow.requirements), joinedload(CourseRow.corequisites))
        return [to_course(row) for row in self._session.scalars(whole).unique()]

    def required_by(self, code: str) -> list[Course]:
        """The courses that name `code` in their prerequisites."""
        needing = select(RequirementRow.course).where(RequirementRow.needs == code)
        return self._load(select(CourseRow).where(CourseRow.code.in_(needing)))

    def terms(self) -> list[Term]:
        """Every term, in the order in which they start."""
        rows = self._session.scalars(select(TermRow).order_by(TermRow.starts, TermRow.code))
        return [to_term(row) for row in rows]

    def term(self, code: str) -> Term | None:
        """The term, or None."""
        row = self._session.scalar(select(TermRow).where(TermRow.code == code))
        return to_term(row) if row else None

    def sections(self, course: str, term: str) -> list[SectionSeats]:
        """The course's sections in the term."""
        wanted = select(SectionRow).where(SectionRow.course == course, SectionRow.term == term)
        return self._seats(wanted)

    def section(self, id: str) -> SectionSeats | None:
        """One section as it stands now, or None."""
        return next(iter(self._seats(select(SectionRow).where(SectionRow.id == id))), None)

    def _seats(self, wanted: Select[SectionRow]) -> list[SectionSeats]:
        whole = wanted.options(joinedload(SectionRow.meetings), joinedload(SectionRow.professor))
        rows = self._session.scalars(whole.order_by(SectionRow.id)).unique()
        return [
            SectionSeats(to_section(row), to_professor(row.professor), row.seats_taken, row.waiting)
            for row in rows
        ]

    def _load(self, wanted: CourseRows) -> list[Course]:
        rows = self._session.scalars(wanted.order_by(CourseRow.code).options(*WHOLE_COURSE)).unique()
        return [to_course(row) for row in rows]


def _matching(courses: CourseRows, query: CourseQuery) -> CourseRows:
    if text := query.text.strip():
        courses = courses.where(or_(contains(CourseRow.code, text), contains(CourseRow.title, text)))
    if query.department is not None:
        courses = courses.where(CourseRow.department == query.department)
    if query.credits is not None:
        courses = courses.where(CourseRow.credits == query.credits)
    return courses
