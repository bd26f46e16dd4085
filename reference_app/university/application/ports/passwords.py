"""Turning passwords into what may be kept of them."""

from __future__ import annotations

from typing import Protocol


class PasswordHasher(Protocol):
    """Slow on purpose, for thieves as for us: no call of it belongs inside a unit of work."""

    def hash(self, password: str) -> str:
        """What is kept: salted, and with the parameters that it was made with."""

    def verify(self, hashed: str, password: str) -> bool:
        """Whether the password is the one; False also for what is no hash of this kind."""

    def outdated(self, hashed: str) -> bool:
        """Whether it was made with other parameters than today's, and should be made anew."""


class MakePasswordHasher(Protocol):
    """Where a hasher comes from; a class does."""

    def __call__(self) -> PasswordHasher:
        """The hasher of one app."""
