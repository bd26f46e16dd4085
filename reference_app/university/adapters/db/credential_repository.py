"""Hashed passwords and attempts to sign in, in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.changes import changed_one, inserted
from university.adapters.db.credential_rows import AttemptRow, PasswordRow
from university.adapters.db.user_repository import user_of
from university.adapters.db.user_rows import UserRow
from university.application.ports.credential_repository import Attempt
from university.domain.identity import User


class DatabaseCredentials:
    """Fulfils CredentialRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def password(self, user: str) -> str | None:
        """The hashed password, or None."""
        return self._session.scalar(select(PasswordRow.hashed).where(PasswordRow.user == user))

    def keep_password(self, user: str, hashed: str) -> None:
        """Keep it, in place of an older one."""
        if not inserted(self._session, insert(PasswordRow).values(user=user, hashed=hashed)):
            changed_one(
                self._session, update(PasswordRow).where(PasswordRow.user == user).values(hashed=hashed)
            )

    def without_password(self, limit: int) -> list[User]:
        """The first users without a password, by id."""
        none = ~exists().where(PasswordRow.user == UserRow.id)
        found = select(UserRow).where(none).order_by(UserRow.id).limit(limit)
        return [user_of(row) for row in self._session.scalars(found.options(selectinload(UserRow.roles)))]

    def note(self, attempt: Attempt) -> None:
        """Put an attempt on file."""
        self._session.execute(
            insert(AttemptRow).values(
                id=attempt.id, account=attempt.account, client=attempt.client, at=attempt.at
            )
        )

    def attempts(self, client: str, since: datetime) -> list[Attempt]:
        """The client's attempts after the instant, the oldest first."""
        columns = (AttemptRow.id, AttemptRow.account, AttemptRow.client, AttemptRow.at)
        found = select(*columns).where(AttemptRow.client == client, AttemptRow.at > since)
        rows = self._session.execute(found.order_by(AttemptRow.at, AttemptRow.id))
        return [Attempt(*row) for row in rows]

    def forget(self, attempt: Attempt) -> None:
        """Take this one attempt back."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.id == attempt.id))

    def forget_all(self, account: str, client: str, before: datetime) -> None:
        """Take back the client's attempts at the account, and everybody's from before the instant."""
        own = and_(AttemptRow.account == account, AttemptRow.client == client)
        self._session.execute(delete(AttemptRow).where(or_(own, AttemptRow.at < before)))
