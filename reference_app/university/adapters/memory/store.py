"""Tables in memory, and the unit of work on them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from university.adapters.memory.table import Table

R = TypeVar("R")
T = TypeVar("T")


@dataclass(slots=True)
class MemoryStore:
    """What was committed: a table for each kind of object. One unit at a time has the lock."""

    tables: dict[type, Table[Any]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Tables:
    """One unit's own copy of the tables it touched. What they hold is frozen: a shallow copy is enough."""

    def __init__(self, committed: Mapping[type, Table[Any]]) -> None:
        self._committed = committed
        self.copies: dict[type, Table[Any]] = {}

    def __getitem__(self, kind: type[T]) -> Table[T]:
        if kind not in self.copies:
            self.copies[kind] = self._committed[kind].copied() if kind in self._committed else Table()
        return self.copies[kind]


@dataclass(frozen=True, slots=True)
class MemoryRepository:
    """Says which port a repository in memory fulfils."""

    port: type
    create: Callable[[Tables], object]


class MemoryUnitOfWork:
    """One transaction in memory. It has the store's lock from begin to end, so units never interleave."""

    def __init__(self, store: MemoryStore, repositories: Iterable[MemoryRepository]) -> None:
        self._store = store
        self._repositories = {entry.port: entry.create for entry in repositories}
        self._tables = Tables(store.tables)

    def __enter__(self) -> Self:
        self._store.lock.acquire()
        self._tables = Tables(self._store.tables)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.lock.release()

    def __getitem__(self, port: type[R]) -> R:
        return cast(R, self._repositories[port](self._tables))

    def commit(self) -> None:
        """Let the store have this unit's tables."""
        self._store.tables |= self._tables.copies
        self._tables = Tables(self._store.tables)
