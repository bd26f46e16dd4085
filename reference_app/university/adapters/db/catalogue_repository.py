"""The catalogue in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from university.adapters.db.catalogue_rows import (
    CorequisiteRow,
    CourseRow,
    DepartmentRow,
    MeetingRow,
    RequirementRow,
    SectionRow,
    TermRow,
)
from university.adapters.db.mapping import (
    MEETING,
    AnyRow,
    to_course,
    to_department,
    to_professor,
    to_section,
    to_term,
    with_meetings,
)
from university.adapters.db.people_rows import ProfessorRow
from university.adapters.db.search import contains
from university.adapters.db.statements import run, sought, sought_among
from university.application.ports.catalogue_repository import CourseQuery, DepartmentSummary, SectionSeats
from university.domain.catalogue import Course, Department
from university.domain.terms import Term

CourseRows = Select[CourseRow]

WHOLE_COURSE = (joinedload(CourseRow.corequisites), selectinload(CourseRow.requirements))
"""For many courses: few corequisites by a join, the trees by one query for all."""

COURSES = (
    select(
        CourseRow,
        RequirementRow.node,
        RequirementRow.parent,
        RequirementRow.kind,
        RequirementRow.needs,
        RequirementRow.minimum,
        RequirementRow.in_progress,
        CorequisiteRow.requires,
    )
    .outerjoin(CourseRow.requirements)
    .outerjoin(CourseRow.corequisites)
    .where(CourseRow.code.in_(sought_among("codes")))
    .order_by(CourseRow.code, RequirementRow.node)
)
TERM = select(TermRow).where(TermRow.code == sought("code"))
SEATS = (
    select(SectionRow, *MEETING, ProfessorRow.number, ProfessorRow.name, ProfessorRow.department)
    .join(SectionRow.professor)
    .outerjoin(SectionRow.meetings)
    .order_by(SectionRow.id, MeetingRow.day, MeetingRow.starts)
)
SECTIONS = SEATS.where(SectionRow.course == sought("course"), SectionRow.term == sought("term"))
SECTION = SEATS.where(SectionRow.id == sought("section"))
SECTIONS_BY_ID = SEATS.where(SectionRow.id.in_(sought_among("sections")))


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
        rows = run(self._session, COURSES, codes=list(codes))
        return [_course(list(group)) for _, group in groupby(rows, lambda row: row.code)]

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
        row = run(self._session, TERM, code=code).one_or_none()
        return to_term(row) if row else None

    def sections(self, course: str, term: str) -> list[SectionSeats]:
        """The course's sections in the term."""
        return _seats(run(self._session, SECTIONS, course=course, term=term))

    def section(self, id: str) -> SectionSeats | None:
        """One section as it stands now, or None."""
        return next(iter(_seats(run(self._session, SECTION, section=id))), None)

    def _load(self, wanted: CourseRows) -> list[Course]:
        rows = self._session.scalars(wanted.order_by(CourseRow.code).options(*WHOLE_COURSE)).unique()
        return [
            to_course(row, row.requirements, [corequisite.requires for corequisite in row.corequisites])
            for row in rows
        ]


def seats_of(session: Session, ids: Collection[str]) -> list[SectionSeats]:
    """The sections with these ids, ordered by them."""
    return _seats(run(session, SECTIONS_BY_ID, sections=list(ids))) if ids else []


def _course(rows: list[AnyRow]) -> Course:
    """One course from the rows of its join: every node with every corequisite."""
    nodes = {row.node: row for row in rows if row.node is not None}
    return to_course(rows[0], list(nodes.values()), {row.requires for row in rows} - {None})


def _seats(rows: Iterable[AnyRow]) -> list[SectionSeats]:
    """Sections from rows of their meetings, which come in order."""
    return [
        SectionSeats(to_section(row, meetings), to_professor(row), row.seats_taken, row.waiting)
        for row, meetings in with_meetings(rows)
    ]


def _matching(courses: CourseRows, query: CourseQuery) -> CourseRows:
    if text := query.text.strip():
        courses = courses.where(or_(contains(CourseRow.code, text), contains(CourseRow.title, text)))
    if query.department is not None:
        courses = courses.where(CourseRow.department == query.department)
    if query.credits is not None:
        courses = courses.where(CourseRow.credits == query.credits)
    return courses
