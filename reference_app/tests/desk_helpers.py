"""What tests of the desk look at: seats, places, refusals, and the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from small_campus import REGISTRAR

from university.application.enrolment import EnrolmentDesk
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.enrolment import EnrolmentRefused, Status

WAITING = Status.WAITLISTED


def seats(university: Container, section: str) -> tuple[int, int]:
    """The section's counters: seats taken, and how many wait."""
    with university.get(Units)() as work:
        found = work[CatalogueRepository].section(section)
    assert found is not None
    return found.seats_taken, found.waiting


def held(desk: EnrolmentDesk, student: str) -> dict[str, Status]:
    """The student's places this term."""
    entries = desk.timetable(REGISTRAR, student).entries
    return {entry.section.id: entry.enrolment.status for entry in entries}


def refusals(action: Callable[[], object]) -> list[str]:
    """The codes with which the desk refuses; it must refuse."""
    with pytest.raises(EnrolmentRefused) as refused:
        action()
    return [refusal.code for refusal in refused.value.refusals]


def logged(university: Container) -> list[tuple[str, str, str | None, str | None, Mapping[str, str]]]:
    """The audit log: what, by whom, which student, which section, and the details."""
    with university.get(Units)() as work:
        events = [event for _, event in work[EventLog].after(0, 1_000)]
    return [(e.kind.value, e.actor, e.student, e.section, dict(e.details)) for e in events]
