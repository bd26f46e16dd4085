"""Requests that are carried out once."""

from __future__ import annotations

from typing import Any

from university.adapters.db.idempotency_repository import DatabaseIdempotency
from university.adapters.db.repository import DatabaseRepository
from university.adapters.memory.idempotency import MemoryIdempotency
from university.adapters.memory.store import MemoryRepository
from university.application.idempotency import Idempotency, KeyedUnits
from university.application.ports.clock import Clock
from university.application.ports.idempotency_repository import IdempotencyRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what runs requests under keys."""
    container.contribute(MemoryRepository, MemoryRepository(IdempotencyRepository, MemoryIdempotency))
    container.contribute(DatabaseRepository, DatabaseRepository(IdempotencyRepository, DatabaseIdempotency))
    container.decorate(Units, lambda _, units: KeyedUnits(units))
    container.provide(Idempotency, lambda c: Idempotency(c.get(Units), c.get(Clock)))
