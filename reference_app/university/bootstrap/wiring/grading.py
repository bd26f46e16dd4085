"""Grade point averages."""

from __future__ import annotations

from typing import Any

from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.domain.grading import GradePointAverage

GPA = Slot("grading.gpa", GradePointAverage, "university.domain.grading:gpa")

SLOTS: tuple[Slot[Any], ...] = (GPA,)


def wire(container: Container) -> None:
    """Provide the function that averages grades."""
    container.provide(GradePointAverage, lambda c: c.part(GPA))
