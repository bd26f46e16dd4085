"""Holds on students."""

from __future__ import annotations

from typing import Any

from university.application.holds import Holds
from university.application.ports.clock import Clock
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the place where holds are placed and released."""
    container.provide(Holds, lambda c: Holds(c.get(Units), c.get(Clock)))
