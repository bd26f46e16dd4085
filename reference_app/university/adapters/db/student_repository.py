"""Students in the database."""

from __future__ import annotations

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.mapping import to_student
from university.adapters.db.search import contains
from university.adapters.db.student_rows import StudentRow
from university.domain.people import Student


class DatabaseStudents:
    """Fulfils StudentRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, number: str) -> Student | None:
        """The student, or None."""
        wanted = select(StudentRow).where(StudentRow.number == number)
        row = self._session.scalar(wanted.options(selectinload(StudentRow.completed)))
        return to_student(row) if row else None

    def get_for_change(self, number: str) -> Student | None:
        """The student, or None; others who want to change the same student wait until this unit ends."""
        # A write comes first, so the database's lock is held before anything is read: SQLite locks the whole
        # file, other databases this row. Reading first would decide on facts that another may be changing.
        raised = update(StudentRow).where(StudentRow.number == number).values(version=StudentRow.version + 1)
        self._session.execute(raised, execution_options={"synchronize_session": False})
        return self.get(number)

    def search(self, text: str, limit: int) -> list[Student]:
        """Up to `limit` students whose number or name contains `text`."""
        wanted = (
            select(StudentRow)
            .where(or_(contains(StudentRow.number, text), contains(StudentRow.name, text)))
            .order_by(StudentRow.number)
            .limit(limit)
        )
        rows = self._session.scalars(wanted.options(selectinload(StudentRow.completed)))
        return [to_student(row) for row in rows]
