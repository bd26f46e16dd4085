"""Tokens in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from university.adapters.memory.store import Tables
from university.application.ports.token_repository import Token
from university.domain.identity import User


@dataclass(frozen=True, slots=True)
class _Kept:
    token: Token
    digest: str


class MemoryTokens:
    """Fulfils TokenRepository."""

    def __init__(self, tables: Tables) -> None:
        self._users = tables[User]
        self._kept = tables[_Kept]

    def add(self, token: Token, digest: str) -> None:
        """Put a new token on file."""
        self._kept[token.id] = _Kept(token, digest)

    def bearer(self, digest: str, now: datetime) -> User | None:
        """The user whose secret has this digest."""
        found = (kept.token for kept in self._kept.values() if kept.digest == digest)
        return next((self._users.get(token.user) for token in found if now < token.expires_at), None)

    def of_user(self, user: str, now: datetime) -> list[Token]:
        """The user's tokens that count, the oldest first."""
        found = (kept.token for kept in self._kept.values())
        mine = (token for token in found if token.user == user and now < token.expires_at)
        return sorted(mine, key=lambda token: (token.created_at, token.id))

    def remove(self, user: str, id: str) -> bool:
        """Forget the user's token; False where it is unknown, or another's."""
        kept = self._kept.get(id)
        if kept is None or kept.token.user != user:
            return False
        del self._kept[id]
        return True

    def clear(self, user: str, now: datetime) -> None:
        """Forget the user's tokens that no longer count."""
        for kept in list(self._kept.values()):
            if kept.token.user == user and kept.token.expires_at <= now:
                del self._kept[kept.token.id]
