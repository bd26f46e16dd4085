"""Students in memory."""

from __future__ import annotations

from university.adapters.memory.store import Tables
from university.domain.people import Student


class MemoryStudents:
    """Fulfils StudentRepository."""

    def __init__(self, tables: Tables) -> None:
        self._students = tables[Student]

    def get(self, number: str) -> Student | None:
        """The student, or None."""
        return self._students.get(number)

    def get_for_change(self, number: str) -> Student | None:
        """The student, or None; the unit already has the lock of the whole store."""
        return self.get(number)

    def search(self, text: str, limit: int) -> list[Student]:
        """Up to `limit` students whose number or name contains `text`."""
        wanted = text.casefold()
        found = [
            s for s in self._students.values() if wanted in s.number.casefold() or wanted in s.name.casefold()
        ]
        return sorted(found, key=lambda student: student.number)[:limit]
