"""Who is signed in on the site."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from university.domain.identity import User


class SiteSessionRepository(Protocol):
    """Sessions. A secret is known by its digest alone: whoever reads the store cannot use what is there."""

    def add(self, digest: str, user: str, ends_at: datetime) -> None:
        """Put the user's new session on file."""

    def user(self, digest: str, now: datetime) -> User | None:
        """Whose session it is, while it counts."""

    def remove(self, digest: str) -> None:
        """Forget one session."""

    def remove_all(self, user: str) -> None:
        """Forget the user's sessions."""

    def clear(self, now: datetime) -> None:
        """Forget the sessions that no longer count."""
