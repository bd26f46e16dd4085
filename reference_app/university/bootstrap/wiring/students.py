"""Single students and their places, and who waits for one."""

from __future__ import annotations

from typing import Any

from university.application.ports.unit_of_work import Units
from university.application.students import StudentFiles
from university.application.waitlists import Waitlists
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what looks at them."""
    container.provide(StudentFiles, lambda c: StudentFiles(c.get(Units)))
    container.provide(Waitlists, lambda c: Waitlists(c.get(Units)))
