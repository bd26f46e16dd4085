"""Tokens with which programs come to a door in a user's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from university.domain.identity import User


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its user sees it later: without the secret, which nobody can read again.

    `label` says what it is for; it counts until `expires_at`, an instant in UTC.
    """

    id: str
    user: str
    label: str
    created_at: datetime
    expires_at: datetime


class TokenRepository(Protocol):
    """Tokens. A secret is known by its digest alone, so whoever reads the store cannot use what is there."""

    def add(self, token: Token, digest: str) -> None:
        """Put a new token on file."""

    def bearer(self, digest: str, now: datetime) -> User | None:
        """The user whose secret has this digest, while the token counts."""

    def of_user(self, user: str, now: datetime) -> list[Token]:
        """The user's tokens that count, the oldest first."""

    def remove(self, user: str, id: str) -> bool:
        """Forget the user's token; False where it is unknown, or another's."""

    def clear(self, user: str, now: datetime) -> None:
        """Forget the user's tokens that no longer count."""
