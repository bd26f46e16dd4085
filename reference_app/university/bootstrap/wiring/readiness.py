"""Whether the university can answer, for monitors."""

from __future__ import annotations

from typing import Any

from university.application.ports.unit_of_work import Units
from university.application.readiness import Readiness
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the check."""
    container.provide(Readiness, lambda c: Readiness(c.get(Units)))
