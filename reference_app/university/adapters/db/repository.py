"""What a unit of work on a database session is made of, and how one is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from university.application.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DatabaseRepository:
    """Says which port a repository on a session fulfils."""

    port: type
    create: Callable[[Session], object]


class MakeUnitOfWork(Protocol):
    """Makes a unit of work on a session of its own; the app asks for one at each use case."""

    def __call__(self, engine: Engine, repositories: Iterable[DatabaseRepository]) -> UnitOfWork:
        """A fresh unit. Nothing is asked of the database yet."""


class ChooseEngine(Protocol):
    """Says which engine a unit of work that begins now is made on; a door with an event loop has its own."""

    def __call__(self) -> Engine:
        """The engine."""
