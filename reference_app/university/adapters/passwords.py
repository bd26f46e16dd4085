"""Passwords hashed with argon2id."""

from __future__ import annotations


class Argon2Hasher:
    """Fulfils PasswordHasher with the library's defaults, those of RFC 9106 for little memory."""

    def __init__(self) -> None:
        # The app is also imported where the library is not, such as in a web page.
        from argon2 import PasswordHasher

        self._argon2 = PasswordHasher()

    def hash(self, password: str) -> str:
        """What is kept."""
        return self._argon2.hash(password)

    def verify(self, hashed: str, password: str) -> bool:
        """Whether the password is the one."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return self._argon2.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        """Whether it was made with other parameters than today's."""
        return self._argon2.check_needs_rehash(hashed)
