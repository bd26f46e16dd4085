"""Users in memory."""

from __future__ import annotations

from university.adapters.memory.store import Tables
from university.application.errors import no_student
from university.domain.errors import NotFound
from university.domain.identity import User
from university.domain.people import Professor, Student


class MemoryUsers:
    """Fulfils UserRepository."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._users = tables[User]

    def add(self, user: User) -> bool:
        """Put the user on file; False when the address is taken."""
        if user.student is not None and user.student not in self._tables[Student]:
            raise no_student(user.student)
        if user.professor is not None and user.professor not in self._tables[Professor]:
            raise NotFound(f"There is no professor {user.professor}.", remedy="Check the number.")
        if self.by_email(user.email) is not None:
            return False
        self._users[user.id] = user
        return True

    def by_email(self, email: str) -> User | None:
        """The user with this normalised address, or None."""
        return next((user for user in self._users.values() if user.email == email), None)
