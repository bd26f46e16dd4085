"""The unit of work on a database session."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Self, TypeVar, cast

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from university.adapters.db.failures import in_plain_words
from university.adapters.db.repository import DatabaseRepository

R = TypeVar("R")


class DatabaseUnitOfWork:
    """One database transaction."""

    def __init__(self, engine: Engine, repositories: Iterable[DatabaseRepository]) -> None:
        # Counters and places change by UPDATE and DELETE, so rows are always taken from the database as they
        # are now, never from what the session remembers.
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._repositories = {entry.port: entry.create for entry in repositories}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        if plain := in_plain_words(error):
            raise plain from error

    def __getitem__(self, port: type[R]) -> R:
        return cast(R, self._repositories[port](self._session))

    def commit(self) -> None:
        """Commit the transaction."""
        self._session.commit()
