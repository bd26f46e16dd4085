"""Students in memory."""

from __future__ import annotations

from university.adapters.memory.reach import students_within
from university.adapters.memory.store import Tables
from university.domain.access import Reach
from university.domain.people import Student


class MemoryStudents:
    """Fulfils StudentRepository."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, number: str, *, within: Reach) -> Student | None:
        """The student, or None."""
        return students_within(self._tables, within).get(number)

    def get_for_change(self, number: str, *, within: Reach) -> Student | None:
        """The student, or None; the unit already has the lock of the whole store."""
        return self.get(number, within=within)

    def search(self, text: str, limit: int, *, within: Reach) -> list[Student]:
        """Up to `limit` students whose number or name contains `text`."""
        wanted = text.casefold()
        found = [
            student
            for student in students_within(self._tables, within).values()
            if wanted in student.number.casefold() or wanted in student.name.casefold()
        ]
        return sorted(found, key=lambda student: student.number)[:limit]
