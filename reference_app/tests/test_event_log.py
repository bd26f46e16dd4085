"""Whoever reads the log piece by piece misses nothing, in whatever order slow and fast units commit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engines import SERVERS_HERE
from small_campus import NOW
from sqlalchemy import Engine, update

from university.adapters.db.event_log import LONGEST_UNIT
from university.adapters.db.event_rows import EventRow
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.domain.events import Event, EventKind
from university.settings import Settings


@pytest.fixture
def app(database_url: str) -> Iterator[Container]:
    container = build(Settings(database_url=database_url))
    yield container
    container.close()


def event(student: str) -> Event:
    return Event(EventKind.ENROLLED, NOW, "U-1", student, "BIO-201-A")


def append(units: Units, student: str) -> None:
    with units() as work:
        work[EventLog].append(event(student))
        work.commit()


def read(units: Units, position: int = 0) -> list[tuple[int, str | None]]:
    with units() as work:
        return [(at, found.student) for at, found in work[EventLog].settled(position, 10)]


def after_the_longest_unit(app: Container) -> None:
    with app.get(Engine).begin() as connection:
        connection.execute(update(EventRow).values(noted_at=EventRow.noted_at - LONGEST_UNIT))


def first(app: Container) -> int:
    """The position of an event that was read; numbers before it may have been used by other tests."""
    append(app.get(Units), "S-0")
    after_the_longest_unit(app)
    [(position, student)] = read(app.get(Units))
    assert student == "S-0"
    return position


def test_what_is_committed_is_read_at_once_in_its_order(app: Container) -> None:
    units, begin = app.get(Units), first(app)
    append(units, "S-1")
    append(units, "S-2")
    assert read(units, begin) == [(begin + 1, "S-1"), (begin + 2, "S-2")]
    assert read(units, begin + 2) == []


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_a_slower_unit_is_waited_for(app: Container) -> None:
    units, begin = app.get(Units), first(app)
    with units() as slow:
        slow[EventLog].append(event("S-1"))
        append(units, "S-2")
        assert read(units, begin) == []
        slow.commit()
    assert [student for _, student in read(units, begin)] == ["S-1", "S-2"]


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_what_was_rolled_back_is_not_waited_for_for_ever(app: Container) -> None:
    units, begin = app.get(Units), first(app)
    append(units, "S-1")
    with units() as failed:
        failed[EventLog].append(event("S-2"))
    append(units, "S-3")
    assert [student for _, student in read(units, begin)] == ["S-1"]
    after_the_longest_unit(app)
    assert [student for _, student in read(units, begin)] == ["S-1", "S-3"]
