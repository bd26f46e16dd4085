"""Users."""

from __future__ import annotations

from typing import Protocol

from university.domain.identity import User


class UserRepository(Protocol):
    """Everybody with an account; an address belongs to one of them."""

    def add(self, user: User) -> bool:
        """Put the user on file; False when the address is taken.

        Raises NotFound where the student or the professor behind the user does not exist.
        """

    def by_email(self, email: str) -> User | None:
        """The user with this normalised address, or None."""
