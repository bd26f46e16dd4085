"""What is kept of passwords, and who tried to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from university.domain.identity import User


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to sign in that did not succeed, or not yet; `account` tells accounts apart, and names none."""

    id: str
    account: str
    client: str
    at: datetime


class CredentialRepository(Protocol):
    """Hashed passwords by user, and attempts."""

    def password(self, user: str) -> str | None:
        """The user's hashed password, or None where there is none."""

    def keep_password(self, user: str, hashed: str) -> None:
        """Keep it, in place of an older one."""

    def without_password(self, limit: int) -> list[User]:
        """The first users without a password, by id."""

    def note(self, attempt: Attempt) -> None:
        """Put an attempt on file."""

    def attempts(self, client: str, since: datetime) -> list[Attempt]:
        """The client's attempts after the instant, the oldest first."""

    def forget(self, attempt: Attempt) -> None:
        """Take this one attempt back."""

    def forget_all(self, account: str, client: str, before: datetime) -> None:
        """Take back the client's attempts at the account, and everybody's from before the instant."""
