"""Users in the database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.changes import inserted
from university.adapters.db.people_rows import ProfessorRow, StudentRow
from university.adapters.db.user_rows import RoleRow, UserRow
from university.application.errors import no_student
from university.domain.errors import NotFound
from university.domain.identity import Role, User


class DatabaseUsers:
    """Fulfils UserRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, user: User) -> bool:
        """Put the user on file; False when the address is taken."""
        if user.student is not None and not self._exists(StudentRow.number == user.student):
            raise no_student(user.student)
        if user.professor is not None and not self._exists(ProfessorRow.number == user.professor):
            raise NotFound(f"There is no professor {user.professor}.", remedy="Check the number.")
        if not inserted(self._session, insert(UserRow).values(user_row(user))):
            return False
        if user.roles:
            self._session.execute(insert(RoleRow), role_rows(user))
        return True

    def by_email(self, email: str) -> User | None:
        """The user with this normalised address, or None."""
        found = select(UserRow).where(UserRow.email == email).options(selectinload(UserRow.roles))
        row = self._session.scalar(found)
        return user_of(row) if row else None

    def _exists(self, condition: ColumnElement[bool]) -> bool:
        return self._session.scalar(select(1).where(condition)) is not None


def user_of(row: UserRow) -> User:
    """The user, whose roles were loaded with the row."""
    roles = frozenset(Role(one.role) for one in row.roles)
    return User(row.id, row.email, row.name, roles, row.student, row.professor)


def user_row(user: User) -> dict[str, object]:
    """What goes into the table of users."""
    row: dict[str, object] = {"id": user.id, "email": user.email, "name": user.name}
    return row | {"student": user.student, "professor": user.professor}


def role_rows(user: User) -> list[dict[str, object]]:
    """What goes into the table of roles."""
    return [{"user": user.id, "role": role.value} for role in sorted(user.roles)]
