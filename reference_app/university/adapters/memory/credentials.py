"""Hashed passwords and attempts to sign in, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from university.adapters.memory.store import Tables
from university.application.ports.credential_repository import Attempt
from university.domain.identity import User


@dataclass(frozen=True, slots=True)
class Password:
    """What is kept of a user's password."""

    hashed: str


class MemoryCredentials:
    """Fulfils CredentialRepository."""

    def __init__(self, tables: Tables) -> None:
        self._passwords = tables[Password]
        self._attempts = tables[Attempt]
        self._users = tables[User]

    def password(self, user: str) -> str | None:
        """The hashed password, or None."""
        kept = self._passwords.get(user)
        return kept.hashed if kept else None

    def keep_password(self, user: str, hashed: str) -> None:
        """Keep it, in place of an older one."""
        self._passwords[user] = Password(hashed)

    def without_password(self, limit: int) -> list[User]:
        """The first users without a password, by id."""
        found = (user for id, user in self._users.items() if id not in self._passwords)
        return sorted(found, key=lambda user: user.id)[:limit]

    def note(self, attempt: Attempt) -> None:
        """Put an attempt on file."""
        self._attempts[attempt.id] = attempt

    def attempts(self, client: str, since: datetime) -> list[Attempt]:
        """The client's attempts after the instant, the oldest first."""
        found = (one for one in self._attempts.values() if one.client == client and one.at > since)
        return sorted(found, key=lambda one: (one.at, one.id))

    def forget(self, attempt: Attempt) -> None:
        """Take this one attempt back."""
        self._attempts.pop(attempt.id, None)

    def forget_all(self, account: str, client: str, before: datetime) -> None:
        """Take back the client's attempts at the account, and everybody's from before the instant."""
        for one in list(self._attempts.values()):
            if one.at < before or (one.account, one.client) == (account, client):
                del self._attempts[one.id]
