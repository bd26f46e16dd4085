"""Enrolments in the database."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Result, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from university.adapters.db.catalogue_rows import CourseRow, SectionRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.failures import is_duplicate
from university.adapters.db.mapping import to_course, to_enrolment, to_section
from university.application.ports.enrolment_repository import Place
from university.domain.enrolment import Enrolment, EnrolmentRefused, Refusal, Status

COUNTERS: dict[Status, tuple[InstrumentedAttribute[int], InstrumentedAttribute[int]]] = {
    Status.ENROLLED: (SectionRow.enrolled, SectionRow.capacity),
    Status.WAITLISTED: (SectionRow.waiting, SectionRow.waitlist_capacity),
}
"""What counts the places of a status, and how many there are."""

UNSYNCHRONIZED = {"synchronize_session": False}
"""Every read here loads rows afresh, so the session need not follow what statements change."""


class DatabaseEnrolments:
    """Fulfils EnrolmentRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, student: str, section: str) -> Enrolment | None:
        """The student's place in the section, or None."""
        wanted = select(EnrolmentRow).where(EnrolmentRow.student == student, EnrolmentRow.section == section)
        row = self._session.scalar(wanted)
        return to_enrolment(row) if row else None

    def of_student(self, student: str, term: str) -> list[Place]:
        """The student's places in the term."""
        rows = self._session.execute(
            select(EnrolmentRow, SectionRow, CourseRow)
            .join(SectionRow, SectionRow.id == EnrolmentRow.section)
            .join(CourseRow, CourseRow.code == SectionRow.course)
            .where(EnrolmentRow.student == student, SectionRow.term == term)
            .order_by(EnrolmentRow.section)
            .options(selectinload(SectionRow.meetings), selectinload(CourseRow.prerequisites))
        )
        return [Place(to_enrolment(e), to_section(s), to_course(c)) for e, s, c in rows]

    def waiting(self, section: str) -> list[Enrolment]:
        """The waitlist, the longest waiting first."""
        wanted = select(EnrolmentRow).where(
            EnrolmentRow.section == section, EnrolmentRow.status == Status.WAITLISTED
        )
        rows = self._session.scalars(wanted.order_by(EnrolmentRow.since, EnrolmentRow.id))
        return [to_enrolment(row) for row in rows]

    def add(self, enrolment: Enrolment) -> bool:
        """Take a place and record it; False when none was left."""
        taken, places = COUNTERS[enrolment.status]
        if not self._count(and_(SectionRow.id == enrolment.section, taken < places), taken, 1):
            return False
        try:
            self._session.execute(
                insert(EnrolmentRow).values(
                    student=enrolment.student,
                    section=enrolment.section,
                    status=enrolment.status.value,
                    since=enrolment.since,
                )
            )
        except IntegrityError as error:
            if not is_duplicate(error):
                raise
            refusal = Refusal("enrolment.duplicate", f"You already have a place in {enrolment.section}.")
            raise EnrolmentRefused((refusal,)) from error
        return True

    def remove(self, enrolment: Enrolment) -> None:
        """Give the place back."""
        gone = self._session.execute(
            delete(EnrolmentRow).where(
                EnrolmentRow.student == enrolment.student,
                EnrolmentRow.section == enrolment.section,
                EnrolmentRow.status == enrolment.status.value,
            ),
            execution_options=UNSYNCHRONIZED,
        )
        if _rows(gone) == 1:
            taken, _ = COUNTERS[enrolment.status]
            self._count(SectionRow.id == enrolment.section, taken, -1)

    def _count(self, condition: ColumnElement[bool], counter: InstrumentedAttribute[int], step: int) -> bool:
        """One conditional UPDATE: the database checks and counts in one step, whoever else is asking."""
        statement = update(SectionRow).where(condition).values({counter: counter + step})
        return _rows(self._session.execute(statement, execution_options=UNSYNCHRONIZED)) == 1


def _rows(result: Result[Any]) -> int:
    return cast("CursorResult[Any]", result).rowcount
