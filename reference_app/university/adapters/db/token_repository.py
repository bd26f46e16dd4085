"""Tokens in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from university.adapters.db.base import Instant
from university.adapters.db.changes import changed_one
from university.adapters.db.statements import run, sought
from university.adapters.db.token_rows import TokenRow
from university.adapters.db.user_rows import RoleRow, UserRow
from university.application.ports.token_repository import Token
from university.domain.identity import Role, User

BEARER = (
    select(UserRow.id, UserRow.email, UserRow.name, UserRow.student, UserRow.professor, RoleRow.role)
    .join(TokenRow, TokenRow.user == UserRow.id)
    .outerjoin(UserRow.roles)
    .where(TokenRow.digest == sought("digest"), TokenRow.expires_at > bindparam("now", type_=Instant()))
)
"""One query: it comes before every request of a program."""


class DatabaseTokens:
    """Fulfils TokenRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, token: Token, digest: str) -> None:
        """Put a new token on file."""
        row = {"id": token.id, "user": token.user, "label": token.label, "digest": digest}
        times = {"created_at": token.created_at, "expires_at": token.expires_at}
        self._session.execute(insert(TokenRow).values(row | times))

    def bearer(self, digest: str, now: datetime) -> User | None:
        """The user whose secret has this digest."""
        rows = run(self._session, BEARER, digest=digest, now=now).all()
        if not rows:
            return None
        user, roles = rows[0], frozenset(Role(row.role) for row in rows if row.role is not None)
        return User(user.id, user.email, user.name, roles, user.student, user.professor)

    def of_user(self, user: str, now: datetime) -> list[Token]:
        """The user's tokens that count, the oldest first."""
        rows = self._session.scalars(
            select(TokenRow)
            .where(TokenRow.user == user, TokenRow.expires_at > now)
            .order_by(TokenRow.created_at, TokenRow.id)
        )
        return [Token(row.id, row.user, row.label, row.created_at, row.expires_at) for row in rows]

    def remove(self, user: str, id: str) -> bool:
        """Forget the user's token; False where it is unknown, or another's."""
        return changed_one(self._session, delete(TokenRow).where(TokenRow.id == id, TokenRow.user == user))

    def clear(self, user: str, now: datetime) -> None:
        """Forget the user's tokens that no longer count."""
        self._session.execute(delete(TokenRow).where(TokenRow.user == user, TokenRow.expires_at <= now))
