"""Students in the database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select, true, update
from sqlalchemy.orm import Session

from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.changes import changed_one
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.mapping import to_student
from university.adapters.db.people_rows import StudentRow
from university.adapters.db.search import contains
from university.adapters.db.statements import run, sought
from university.domain.access import Reach
from university.domain.enrolment import Status
from university.domain.people import Student


class DatabaseStudents:
    """Fulfils StudentRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, number: str, *, within: Reach) -> Student | None:
        """The student, or None."""
        row = run(self._session, GET[within.everything], wanted=number, **_limits(within)).one_or_none()
        return to_student(row) if row else None

    def get_for_change(self, number: str, *, within: Reach) -> Student | None:
        """The student, or None; others who want to change the same student wait until this unit ends."""
        # A write comes first, so the database's lock is held before anything is read: SQLite locks the whole
        # file, other databases this row. Reading first would decide on facts that another may be changing.
        if not changed_one(self._session, RAISE[within.everything], wanted=number, **_limits(within)):
            return None
        return self.get(number, within=within)

    def search(self, text: str, limit: int, *, within: Reach) -> list[Student]:
        """Up to `limit` students whose number or name contains `text`."""
        wanted = (
            select(StudentRow)
            .where(or_(contains(StudentRow.number, text), contains(StudentRow.name, text)))
            .where(_covered(within.everything))
            .order_by(StudentRow.number)
            .limit(limit)
        )
        rows = run(self._session, wanted, **_limits(within))
        return [to_student(row) for row in rows]


def _covered(everybody: bool) -> ColumnElement[bool]:
    """Whether a reach covers a student: all, or the user, or those who sit in a section they teach.

    A reach without a student or a professor is told as NULL, which nobody's number is.
    """
    if everybody:
        return true()
    taught = (
        select(EnrolmentRow.student)
        .join(SectionRow, SectionRow.id == EnrolmentRow.section)
        .where(SectionRow.instructor == sought("professor"), EnrolmentRow.status == Status.ENROLLED.value)
    )
    return or_(StudentRow.number == sought("student"), StudentRow.number.in_(taught))


def _limits(within: Reach) -> dict[str, str | None]:
    """The values that `_covered` names."""
    return {} if within.everything else {"student": within.student, "professor": within.professor}


GET = {
    everybody: select(StudentRow).where(StudentRow.number == sought("wanted"), _covered(everybody))
    for everybody in (True, False)
}
RAISE = {
    everybody: update(StudentRow)
    .where(StudentRow.number == sought("wanted"), _covered(everybody))
    .values(version=StudentRow.version + 1)
    for everybody in (True, False)
}
"""Both by whether the reach covers everybody."""
