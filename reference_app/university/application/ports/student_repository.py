"""Finding students, as far as a user's reach goes."""

from __future__ import annotations

from typing import Protocol

from university.domain.access import Reach
from university.domain.people import Student


class StudentRepository(Protocol):
    """Students. Whoever is beyond the reach is not there."""

    def get(self, number: str, *, within: Reach) -> Student | None:
        """The student, or None."""

    def get_for_change(self, number: str, *, within: Reach) -> Student | None:
        """The student, or None; until the unit ends, other units that ask for the same student wait.

        So two requests of one student are decided one after the other, each on a true timetable.
        """

    def search(self, text: str, limit: int, *, within: Reach) -> list[Student]:
        """Up to `limit` students whose number or name contains `text`, ignoring case, ordered by number."""
