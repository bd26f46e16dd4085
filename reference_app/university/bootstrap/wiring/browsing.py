"""Long lists of the catalogue, in whichever store there is."""

from __future__ import annotations

from typing import Any

from university.adapters.db.listings import DatabaseListings
from university.adapters.db.repository import DatabaseRepository
from university.adapters.memory.listings import MemoryListings
from university.adapters.memory.store import MemoryRepository
from university.application.browsing import Browsing
from university.application.ports.clock import Clock
from university.application.ports.listings import Listings
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what reads lists."""
    container.contribute(MemoryRepository, MemoryRepository(Listings, MemoryListings))
    container.contribute(DatabaseRepository, DatabaseRepository(Listings, DatabaseListings))
    container.provide(Browsing, lambda c: Browsing(c.get(Units), c.get(Clock)))
