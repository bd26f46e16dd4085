"""The site's sessions in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.site_session_rows import SiteSessionRow
from university.adapters.db.user_repository import user_of
from university.adapters.db.user_rows import UserRow
from university.domain.identity import User


class DatabaseSiteSessions:
    """Fulfils SiteSessionRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, digest: str, user: str, ends_at: datetime) -> None:
        """Put the user's new session on file."""
        self._session.execute(insert(SiteSessionRow).values(digest=digest, user=user, ends_at=ends_at))

    def user(self, digest: str, now: datetime) -> User | None:
        """Whose session it is, while it counts."""
        row = self._session.scalar(
            select(UserRow)
            .join(SiteSessionRow, SiteSessionRow.user == UserRow.id)
            .where(SiteSessionRow.digest == digest, SiteSessionRow.ends_at > now)
            .options(selectinload(UserRow.roles))
        )
        return user_of(row) if row else None

    def remove(self, digest: str) -> None:
        """Forget one session."""
        self._session.execute(delete(SiteSessionRow).where(SiteSessionRow.digest == digest))

    def remove_all(self, user: str) -> None:
        """Forget the user's sessions."""
        self._session.execute(delete(SiteSessionRow).where(SiteSessionRow.user == user))

    def clear(self, now: datetime) -> None:
        """Forget the sessions that no longer count."""
        self._session.execute(delete(SiteSessionRow).where(SiteSessionRow.ends_at <= now))
