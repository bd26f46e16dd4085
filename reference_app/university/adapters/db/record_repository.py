"""Academic records in the database."""

from __future__ import annotations

from sqlalchemy import Date, and_, bindparam, select
from sqlalchemy.orm import Session

from university.adapters.db.catalogue_rows import CourseRow, SectionRow, TermRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.grade_rows import GradeRow, SheetRow
from university.adapters.db.statements import run, sought
from university.domain.enrolment import Status
from university.domain.gradesheet import SheetState
from university.domain.record import AcademicRecord, CourseResult
from university.domain.terms import Term

# A grade is joined to a posted sheet only: one that is still entered is nobody's result.
ALL = (
    select(CourseRow.code, TermRow.code, CourseRow.credits, EnrolmentRow.status, GradeRow.grade)
    .select_from(EnrolmentRow)
    .join(SectionRow, SectionRow.id == EnrolmentRow.section)
    .join(CourseRow, CourseRow.code == SectionRow.course)
    .join(TermRow, TermRow.code == SectionRow.term)
    .outerjoin(
        SheetRow,
        and_(SheetRow.section == SectionRow.id, SheetRow.state == SheetState.POSTED.value),
    )
    .outerjoin(
        GradeRow,
        and_(GradeRow.section == SheetRow.section, GradeRow.student == EnrolmentRow.student),
    )
    .where(EnrolmentRow.student == sought("student"))
    .order_by(TermRow.starts, CourseRow.code, SectionRow.id)
)
EARLIER = ALL.where(TermRow.starts < bindparam("before", type_=Date()))


class DatabaseRecords:
    """Fulfils RecordRepository, with one query."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, student: str, before: Term | None = None) -> AcademicRecord:
        """The record; with `before`, of terms that start earlier than that one."""
        wanted, starts = (ALL, {}) if before is None else (EARLIER, {"before": before.starts})
        results: list[CourseResult] = []
        in_progress: set[str] = set()
        for course, term, credits, status, posted in run(self._session, wanted, student=student, **starts):
            grade = "W" if status == Status.WITHDRAWN.value else posted
            if grade:
                results.append(CourseResult(course, term, credits, grade))
            elif status == Status.ENROLLED.value:
                in_progress.add(course)
        return AcademicRecord(tuple(results), frozenset(in_progress))
