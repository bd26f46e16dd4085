"""The catalogue that anybody may read."""

from __future__ import annotations

from typing import Any

from university.application.catalogue import Catalogue
from university.application.ports.clock import Clock
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the catalogue as it stands in the store, unless one with a cache is wired."""
    container.provide(Catalogue, lambda c: Catalogue(c.get(Units), c.get(Clock)), fallback=True)
