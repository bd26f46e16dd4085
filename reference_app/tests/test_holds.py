"""Placing and releasing holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from records_campus import ADMIN, ANA, BIOLOGIST, NOW, REGISTRAR, records_campus
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.application.holds import Holds
from university.application.ports.event_log import EventLog
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.access import Forbidden
from university.domain.errors import InvalidValue, NotFound
from university.domain.events import Event, EventKind
from university.domain.holds import Hold, HoldKind


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university(records_campus())


@pytest.fixture
def holds(university: Container) -> Holds:
    return university.get(Holds)


def events(university: Container) -> list[Event]:
    with university.get(Units)() as work:
        return [event for _, event in work[EventLog].after(0, 100)]


def test_a_hold_says_who_placed_it_when_and_why(university: Container, holds: Holds) -> None:
    hold = holds.place(REGISTRAR, "S-1", HoldKind.FINANCIAL, "  The fees of fall are open. ")
    assert hold == Hold(hold.id, "S-1", HoldKind.FINANCIAL, "The fees of fall are open.", REGISTRAR.id, NOW)
    assert holds.of(ANA, "S-1") == [hold]
    assert holds.of(REGISTRAR, "S-2") == []
    (event,) = events(university)
    assert (event.kind, event.at, event.actor, event.student) == (
        EventKind.HOLD_PLACED, NOW, REGISTRAR.id, "S-1",
    )  # fmt: skip
    assert dict(event.details) == {"hold": hold.id, "kind": "financial", "reason": hold.reason}


def test_a_released_hold_stays_on_file_with_its_time(
    university: Container, holds: Holds, clock: FixedClock
) -> None:
    first = holds.place(REGISTRAR, "S-1", HoldKind.LIBRARY, "Books.")
    clock.instant = NOW + timedelta(hours=1)
    second = holds.place(REGISTRAR, "S-1", HoldKind.ADVISING, "See your adviser.")
    released = holds.release(REGISTRAR, first.id)
    assert released.released_at == clock.instant
    assert holds.of(ANA, "S-1") == [released, second]
    assert events(university)[-1] == Event(
        EventKind.HOLD_RELEASED, clock.instant, REGISTRAR.id, "S-1", details={"hold": first.id}
    )


def test_releasing_twice_is_one_release(university: Container, holds: Holds, clock: FixedClock) -> None:
    hold = holds.place(REGISTRAR, "S-1", HoldKind.LIBRARY, "Books.")
    released = holds.release(REGISTRAR, hold.id)
    clock.instant = NOW + timedelta(days=1)
    assert holds.release(REGISTRAR, hold.id) == released
    assert [event.kind for event in events(university)] == [EventKind.HOLD_PLACED, EventKind.HOLD_RELEASED]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501, "a\x00b", "\ud800"])
def test_a_hold_needs_a_reason_that_can_be_read(university: Container, holds: Holds, reason: str) -> None:
    with pytest.raises(InvalidValue):
        holds.place(REGISTRAR, "S-1", HoldKind.LIBRARY, reason)
    assert holds.of(REGISTRAR, "S-1") == []
    assert events(university) == []


def test_the_longest_reason_is_kept_whole(holds: Holds) -> None:
    reason = "Łódź 🎓 " + "x" * 493
    assert holds.place(REGISTRAR, "S-1", HoldKind.LIBRARY, reason).reason == reason
    assert holds.of(REGISTRAR, "S-1")[0].reason == reason


def test_what_does_not_exist_is_not_found(holds: Holds) -> None:
    with pytest.raises(NotFound, match="no student S-9"):
        holds.place(REGISTRAR, "S-9", HoldKind.LIBRARY, "Books.")
    with pytest.raises(NotFound, match="no student S-9"):
        holds.of(REGISTRAR, "S-9")
    with pytest.raises(NotFound, match="no hold nothing"):
        holds.release(REGISTRAR, "nothing")


def test_students_see_their_own_holds_and_release_none(holds: Holds) -> None:
    own = holds.place(REGISTRAR, "S-1", HoldKind.LIBRARY, "Books.")
    holds.place(REGISTRAR, "S-2", HoldKind.LIBRARY, "Books.")
    assert holds.of(ANA, "S-1") == [own]
    with pytest.raises(NotFound):
        holds.of(ANA, "S-2")
    for user in (BIOLOGIST, ADMIN):
        with pytest.raises(Forbidden):
            holds.of(user, "S-1")
    for user in (ANA, BIOLOGIST, ADMIN):
        with pytest.raises(Forbidden):
            holds.release(user, own.id)
        with pytest.raises(Forbidden):
            holds.place(user, "S-1", HoldKind.LIBRARY, "Books.")


def test_what_is_not_committed_never_stood(university: Container, holds: Holds) -> None:
    with university.get(Units)() as work:
        work[HoldRepository].add(Hold("H-1", "S-1", HoldKind.LIBRARY, "Books.", REGISTRAR.id, NOW))
        assert work[HoldRepository].get("H-1") is not None
    assert holds.of(ANA, "S-1") == []
