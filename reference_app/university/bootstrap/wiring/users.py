"""Users, for whatever door asks who somebody is."""

from __future__ import annotations

from typing import Any

from university.application.ports.unit_of_work import Units
from university.application.users import Users
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what finds and makes users."""
    container.provide(Users, lambda c: Users(c.get(Units)))
