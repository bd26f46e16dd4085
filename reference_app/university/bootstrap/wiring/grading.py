"""The grade book, records and transcripts, and how grades become averages."""

from __future__ import annotations

from typing import Any

from university.application.grades import GradeBook
from university.application.ports.clock import Clock
from university.application.ports.unit_of_work import Units
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.domain.grading import GradePointAverage
from university.domain.record import RepeatPolicy

GPA = Slot("grading.gpa", GradePointAverage, "university.domain.grading:gpa")
REPEATS = Slot("grading.repeats", RepeatPolicy, "university.domain.record:best_attempt")

SLOTS: tuple[Slot[Any], ...] = (GPA, REPEATS)


def wire(container: Container) -> None:
    """Provide what enters grades and what reads them."""
    container.provide(GradePointAverage, lambda c: c.part(GPA))
    container.provide(RepeatPolicy, lambda c: c.part(REPEATS))
    container.provide(GradeBook, lambda c: GradeBook(c.get(Units), c.get(Clock)))
    container.provide(Records, lambda c: Records(c.get(Units), c.get(GradePointAverage), c.get(RepeatPolicy)))
    container.provide(
        Transcripts,
        lambda c: Transcripts(c.get(Units), c.get(Clock), c.get(GradePointAverage), c.get(RepeatPolicy)),
    )
