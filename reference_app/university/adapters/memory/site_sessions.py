"""The site's sessions in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from university.adapters.memory.store import Tables
from university.domain.identity import User


@dataclass(frozen=True, slots=True)
class _Kept:
    user: str
    ends_at: datetime


class MemorySiteSessions:
    """Fulfils SiteSessionRepository."""

    def __init__(self, tables: Tables) -> None:
        self._users = tables[User]
        self._kept = tables[_Kept]

    def add(self, digest: str, user: str, ends_at: datetime) -> None:
        """Put the user's new session on file."""
        self._kept[digest] = _Kept(user, ends_at)

    def user(self, digest: str, now: datetime) -> User | None:
        """Whose session it is, while it counts."""
        found = self._kept.get(digest)
        return self._users.get(found.user) if found and found.ends_at > now else None

    def remove(self, digest: str) -> None:
        """Forget one session."""
        self._kept.pop(digest, None)

    def remove_all(self, user: str) -> None:
        """Forget the user's sessions."""
        self._forget(lambda kept: kept.user == user)

    def clear(self, now: datetime) -> None:
        """Forget the sessions that no longer count."""
        self._forget(lambda kept: kept.ends_at <= now)

    def _forget(self, which: Callable[[_Kept], bool]) -> None:
        for digest, kept in list(self._kept.items()):
            if which(kept):
                del self._kept[digest]
