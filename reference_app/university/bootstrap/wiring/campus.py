"""The demonstration campus."""

from __future__ import annotations

from typing import Any

from university.adapters.campus import make_campus
from university.application.campus import Seeding
from university.application.ports.campus_store import CampusStore
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what fills a store with the campus."""
    container.provide(Seeding, lambda c: Seeding(c.get(CampusStore), make_campus))
