"""One business transaction: all of it happens, or nothing."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self, TypeVar

R = TypeVar("R")


class UnitOfWork(Protocol):
    """Repositories that read and write in one transaction.

    `with units() as work:` begins; `work.commit()` keeps what was done; leaving without it undoes everything.
    """

    def __enter__(self) -> Self:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Undo whatever was not committed, and release all locks."""

    def __getitem__(self, port: type[R]) -> R:
        """The repository that fulfils `port`, as in `work[CatalogueRepository]`. Raises KeyError."""

    def commit(self) -> None:
        """Keep everything done so far in this unit."""


class Units(Protocol):
    """Where units of work come from."""

    def __call__(self) -> UnitOfWork:
        """A fresh unit. Units are not nested: a thread has one open at a time."""
