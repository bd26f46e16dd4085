"""A unit of work around another one, for what has to happen with every commit."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TypeVar

from university.application.ports.unit_of_work import UnitOfWork

R = TypeVar("R")


class ForwardingUnit:
    """Fulfils UnitOfWork with the unit `work`; a subclass adds to its commit."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def __enter__(self) -> Self:
        """Begin."""
        self._work.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Undo whatever was not committed, and release all locks."""
        self._work.__exit__(kind, error, trace)

    def __getitem__(self, port: type[R]) -> R:
        """The repository that fulfils `port`. Raises KeyError."""
        return self._work[port]

    def commit(self) -> None:
        """Keep everything done so far in this unit."""
        self._work.commit()
