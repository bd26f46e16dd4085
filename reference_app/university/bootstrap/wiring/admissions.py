"""Applications for admission."""

from __future__ import annotations

from typing import Any

from university.application.admissions import Admissions
from university.application.ports.clock import Clock
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the place where applications are written and decided."""
    container.provide(Admissions, lambda c: Admissions(c.get(Units), c.get(Clock)))
