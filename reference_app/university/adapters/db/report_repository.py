"""The registrar's reports: one query each, the same answer on every engine."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, and_, case, func, literal, select
from sqlalchemy.orm import Session, aliased

from university.adapters.db.catalogue_rows import CourseRow, RequirementRow, SectionRow, TermRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.grade_rows import GradeRow, SheetRow
from university.adapters.db.people_rows import StudentRow
from university.application.ports.report_repository import (
    Arrival,
    CourseCount,
    Demand,
    FillRate,
    Foundation,
    GradeShare,
    Standing,
)
from university.domain.enrolment import Status
from university.domain.gradesheet import SheetState
from university.domain.grading import POINTS

DEEPEST = 50
"""Prerequisites behind prerequisites: a bound, so that a circle in the data ends the query."""


class DatabaseReports:
    """Fulfils ReportRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def courses_nobody_takes(self, term: str) -> list[CourseCount]:
        """NOT EXISTS, because NOT IN finds nothing as soon as one NULL is in the list."""
        somebody = (
            select(EnrolmentRow.id).where(EnrolmentRow.section == SectionRow.id, _has_a_seat()).exists()
        )
        taken = (
            select(SectionRow.id)
            .where(SectionRow.course == CourseRow.code, SectionRow.term == term, somebody)
            .exists()
        )
        rows = self._session.execute(
            select(CourseRow.code, CourseRow.title).where(~taken).order_by(CourseRow.code)
        )
        return [CourseCount(code, title, 0) for code, title in rows]

    def courses_with_more_than(self, term: str, students: int) -> list[CourseCount]:
        """WHERE chooses rows before they are grouped, HAVING chooses groups."""
        count = func.count()
        rows = self._session.execute(
            select(CourseRow.code, CourseRow.title, count)
            .join(SectionRow, SectionRow.course == CourseRow.code)
            .join(EnrolmentRow, EnrolmentRow.section == SectionRow.id)
            .where(_is_in(term), _has_a_seat())
            .group_by(CourseRow.code, CourseRow.title)
            .having(count > students)
            .order_by(count.desc(), CourseRow.code)
        )
        return [CourseCount(*row) for row in rows]

    def fill_rates(self, term: str) -> list[FillRate]:
        """Sums over a join; the counters on the sections spare a look at every enrolment."""
        rows = self._session.execute(
            select(
                CourseRow.department,
                func.count(),
                func.sum(SectionRow.capacity),
                func.sum(SectionRow.seats_taken),
            )
            .join(SectionRow, SectionRow.course == CourseRow.code)
            .where(SectionRow.term == term)
            .group_by(CourseRow.department)
            .order_by(CourseRow.department)
        )
        return [FillRate(code, sections, int(seats), int(taken)) for code, sections, seats, taken in rows]

    def first_arrivals(self, term: str, each: int) -> list[Arrival]:
        """A window function numbers each section's rows; only an outer query can choose by the number."""
        in_order = func.row_number().over(
            partition_by=EnrolmentRow.section, order_by=(EnrolmentRow.since, EnrolmentRow.id)
        )
        ranked = (
            select(EnrolmentRow.section, EnrolmentRow.student, in_order.label("rank"))
            .where(_is_in(term), _has_a_seat())
            .subquery()
        )
        rows = self._session.execute(
            select(ranked.c.section, ranked.c.rank, ranked.c.student, StudentRow.name)
            .join(StudentRow, StudentRow.number == ranked.c.student)
            .where(ranked.c.rank <= each)
            .order_by(ranked.c.section, ranked.c.rank)
        )
        return [Arrival(*row) for row in rows]

    def grade_shares(self, department: str) -> list[GradeShare]:
        """A window over groups: each grade's count beside the course's sum of counts."""
        count = func.count()
        rows = self._session.execute(
            select(CourseRow.code, GradeRow.grade, count, func.sum(count).over(partition_by=CourseRow.code))
            .join(SectionRow, SectionRow.course == CourseRow.code)
            .join(SheetRow, SheetRow.section == SectionRow.id)
            .join(GradeRow, GradeRow.section == SheetRow.section)
            .join(EnrolmentRow, _of_the_grade())
            .where(CourseRow.department == department, _is_a_result())
            .group_by(CourseRow.code, GradeRow.grade)
            .order_by(CourseRow.code, GradeRow.grade)
        )
        return [GradeShare(course, grade, number, int(of)) for course, grade, number, of in rows]

    def demand(self, term: str) -> list[Demand]:
        """A correlated subquery looks at the other sections of the same course."""
        other = aliased(SectionRow)
        free_elsewhere = (
            select(func.coalesce(func.sum(other.capacity - other.seats_taken), 0))
            .where(
                other.course == SectionRow.course,
                other.term == SectionRow.term,
                other.id != SectionRow.id,
            )
            .scalar_subquery()
        )
        rows = self._session.execute(
            select(SectionRow.id, SectionRow.waiting, SectionRow.capacity, free_elsewhere)
            .where(SectionRow.term == term, SectionRow.waiting > 0)
            .order_by(SectionRow.waiting.desc(), SectionRow.id)
        )
        return [Demand(id, waiting, capacity, int(free)) for id, waiting, capacity, free in rows]

    def foundations(self, course: str) -> list[Foundation]:
        """A recursive CTE follows the prerequisites until no new ones are found."""
        below = _below(course)
        steps = func.min(below.c.steps)
        rows = self._session.execute(
            select(CourseRow.code, CourseRow.title, steps)
            .join(below, below.c.course == CourseRow.code)
            .group_by(CourseRow.code, CourseRow.title)
            .order_by(steps, CourseRow.code)
        )
        return [Foundation(*row) for row in rows]

    def standings_below(self, hundredths: int) -> list[Standing]:
        """Whole numbers only, so that no engine rounds on the way.

        The average is rounded halves up: it is below, where it is half a hundredth or more away.
        """
        attempts = _attempts()
        tenths = func.sum(attempts.c.tenths * attempts.c.credits)
        credits = func.sum(attempts.c.credits)
        rows = self._session.execute(
            select(StudentRow.number, StudentRow.name, tenths, credits)
            .join(attempts, and_(attempts.c.student == StudentRow.number, attempts.c.best == 1))
            .group_by(StudentRow.number, StudentRow.name)
            .having(and_(credits > 0, tenths * 20 < credits * (2 * hundredths - 1)))
            .order_by(StudentRow.number)
        )
        return [Standing(number, name, int(points), int(weight)) for number, name, points, weight in rows]


def _is_in(term: str) -> ColumnElement[bool]:
    """Enrolments of the term, found by their sections: an index has those beside the status.

    Joined and chosen by the section's term, SQLite would read whoever was ever enrolled.
    """
    return EnrolmentRow.section.in_(select(SectionRow.id).where(SectionRow.term == term))


def _has_a_seat() -> ColumnElement[bool]:
    return EnrolmentRow.status == Status.ENROLLED.value


def _of_the_grade() -> ColumnElement[bool]:
    return and_(EnrolmentRow.student == GradeRow.student, EnrolmentRow.section == GradeRow.section)


def _is_a_result() -> ColumnElement[bool]:
    """Grades that are still entered are nobody's results, and who withdrew has a W, whatever was entered."""
    return and_(SheetRow.state == SheetState.POSTED.value, EnrolmentRow.status != Status.WITHDRAWN.value)


def _below(course: str) -> CTE:
    """The courses behind `course` and how many steps away; one may come more than once."""
    first = select(RequirementRow.needs.label("course"), literal(1).label("steps")).where(
        RequirementRow.course == course, RequirementRow.needs.is_not(None)
    )
    below = first.cte("below", recursive=True)
    deeper = (
        select(RequirementRow.needs, below.c.steps + 1)
        .join(below, below.c.course == RequirementRow.course)
        .where(RequirementRow.needs.is_not(None), below.c.steps < DEEPEST)
    )
    return below.union(deeper)


def _attempts() -> CTE:
    """Posted grades with points; `best` is 1 for the attempt that counts (domain.record:best_attempt)."""
    points = case(*((GradeRow.grade == grade, int(value * 10)) for grade, value in POINTS.items()))
    best_first = (points.desc(), TermRow.starts.desc())
    best = func.row_number().over(partition_by=(GradeRow.student, SectionRow.course), order_by=best_first)
    return (
        select(GradeRow.student, CourseRow.credits, points.label("tenths"), best.label("best"))
        .join(SheetRow, SheetRow.section == GradeRow.section)
        .join(SectionRow, SectionRow.id == GradeRow.section)
        .join(TermRow, TermRow.code == SectionRow.term)
        .join(CourseRow, CourseRow.code == SectionRow.course)
        .join(EnrolmentRow, _of_the_grade())
        .where(_is_a_result(), GradeRow.grade.in_(POINTS))
        .cte("attempts")
    )
