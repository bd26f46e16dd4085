"""Grade sheets in the database."""

from __future__ import annotations

from types import MappingProxyType

from sqlalchemy import ColumnElement, delete, func, insert, select, true, update
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.catalogue_rows import CourseRow, SectionRow, TermRow
from university.adapters.db.changes import UNSYNCHRONIZED, changed_one, lock
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.grade_rows import GradeChangeRow, GradeRow, SheetRow
from university.adapters.db.mapping import to_section, to_term
from university.adapters.db.people_rows import StudentRow
from university.application.ports.grade_repository import SheetOnFile, SheetSummary
from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.enrolment import Status
from university.domain.gradesheet import GradeChange, GradeSheet, SheetState


class DatabaseGrades:
    """Fulfils GradeRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The sheet, or None where the section is unknown or beyond the reach."""
        found = self._session.execute(
            select(SectionRow, CourseRow.title, TermRow, SheetRow)
            .join(CourseRow, CourseRow.code == SectionRow.course)
            .join(TermRow, TermRow.code == SectionRow.term)
            .join(SheetRow, SheetRow.section == SectionRow.id)
            .where(SectionRow.id == section, _covered(within))
            .options(selectinload(SectionRow.meetings))
        ).one_or_none()
        if found is None:
            return None
        row, title, term, sheet = found
        roster = self._roster(section)
        kept = {student: grade for student, (_, grade) in roster.items() if grade is not None}
        graded = GradeSheet(section, frozenset(roster), MappingProxyType(kept), SheetState(sheet.state))
        return SheetOnFile(
            Versioned(graded, sheet.version),
            to_section(row, row.meetings),
            title,
            to_term(term),
            {student: name for student, (name, _) in roster.items()},
        )

    def summaries(self, state: SheetState | None, limit: int, *, within: Reach) -> list[SheetSummary]:
        """Up to `limit` sheets that stand so (or any), the latest term first, then by section."""
        enrolled = (
            select(func.count())
            .where(EnrolmentRow.section == SectionRow.id, EnrolmentRow.status == Status.ENROLLED.value)
            .scalar_subquery()
            .label("students")
        )
        wanted = (
            select(SectionRow.id, CourseRow.code, CourseRow.title, SectionRow.term, SheetRow.state, enrolled)
            .join(CourseRow, CourseRow.code == SectionRow.course)
            .join(TermRow, TermRow.code == SectionRow.term)
            .join(SheetRow, SheetRow.section == SectionRow.id)
            .where(_covered(within), SheetRow.state == state.value if state else true())
            .order_by(TermRow.starts.desc(), SectionRow.id)
            .limit(limit)
        )
        return [
            SheetSummary(row.id, row.code, row.title, row.term, SheetState(row.state), row.students)
            for row in self._session.execute(wanted)
        ]

    def find_for_change(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The same; others who want to change this sheet wait until this unit ends."""
        return self.find(section, within=within) if self._lock(section) else None

    def state_for_change(self, section: str) -> SheetState | None:
        """How the sheet stands, or None where the section is unknown; others wait as above."""
        if not self._lock(section):
            return None
        return SheetState(
            self._session.scalars(select(SheetRow.state).where(SheetRow.section == section)).one()
        )

    def save(self, sheet: GradeSheet, version: int) -> bool:
        """Keep the sheet as the next version; False when the one on file is no longer `version`."""
        unchanged = update(SheetRow).where(SheetRow.section == sheet.section, SheetRow.version == version)
        if not changed_one(self._session, unchanged.values(state=sheet.state.value, version=version + 1)):
            return False
        self._session.execute(
            delete(GradeRow).where(GradeRow.section == sheet.section), execution_options=UNSYNCHRONIZED
        )
        grades = [
            {"section": sheet.section, "student": student, "grade": grade}
            for student, grade in sheet.grades.items()
        ]
        if grades:
            self._session.execute(insert(GradeRow), grades)
        return True

    def add_change(self, change: GradeChange) -> None:
        """Append a change of a posted grade."""
        names = ("section", "student", "old", "new", "reason", "actor", "at")
        self._session.execute(insert(GradeChangeRow).values({name: getattr(change, name) for name in names}))

    def changes(self, section: str) -> list[GradeChange]:
        """The section's changes, in their order."""
        wanted = select(GradeChangeRow).where(GradeChangeRow.section == section).order_by(GradeChangeRow.id)
        return [
            GradeChange(row.section, row.student, row.old, row.new, row.reason, row.actor, row.at)
            for row in self._session.scalars(wanted)
        ]

    def _lock(self, section: str) -> bool:
        return lock(self._session, SheetRow.version, SheetRow.section == section)

    def _roster(self, section: str) -> dict[str, tuple[str, str | None]]:
        """Name and grade of everybody who is enrolled, by number."""
        rows = self._session.execute(
            select(StudentRow.number, StudentRow.name, GradeRow.grade)
            .join(EnrolmentRow, EnrolmentRow.student == StudentRow.number)
            .outerjoin(
                GradeRow,
                (GradeRow.student == EnrolmentRow.student) & (GradeRow.section == EnrolmentRow.section),
            )
            .where(EnrolmentRow.section == section, EnrolmentRow.status == Status.ENROLLED.value)
            .order_by(StudentRow.number)
        )
        return {number: (name, grade) for number, name, grade in rows}


def _covered(within: Reach) -> ColumnElement[bool]:
    return true() if within.everything else SectionRow.instructor == within.professor
