"""The feed follows the event log, whatever happens to who tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from small_campus import NOW

from university.application.activity import BATCH, ActivityProjection
from university.application.ports.activity_feed import LONGEST_DETAIL, MOST_DETAILS, ActivityFeed


@dataclass(frozen=True)
class Event:
    kind: str = "enrolled"
    at: datetime = NOW
    actor: str = "U-1"
    student: str | None = "S-1"
    section: str | None = "BIO-201-A"
    details: Mapping[str, str] = field(default_factory=dict)


class Log:
    """Events at the positions 10, 20, 30 and so on: a log may have gaps."""

    def __init__(self, *events: Event) -> None:
        self.events = list(events)

    def after(self, position: int, limit: int) -> list[tuple[int, Event]]:
        numbered = [(10 * (index + 1), event) for index, event in enumerate(self.events)]
        return [entry for entry in numbered if entry[0] > position][:limit]


class Interrupted(Exception):
    pass


def kinds(feed: ActivityFeed) -> list[str]:
    return [found.kind for found in feed.recent("S-1", limit=100).activities]


def during_record(feed: ActivityFeed, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once, after activities were recorded and before the position moves."""
    record = feed.record

    def recorded(*activities):
        result = record(*activities)
        monkeypatch.undo()
        happens()
        return result

    monkeypatch.setattr(feed, "record", recorded)


def test_everything_new_is_told_once(feed: ActivityFeed) -> None:
    log = Log(Event("waitlisted"), Event("seat_offered"))
    projection = ActivityProjection(log.after, feed)
    assert projection.catch_up() == 2
    assert projection.catch_up() == 0
    log.events.append(Event("enrolled", details={"from": "offer"}))
    assert projection.catch_up() == 1
    assert kinds(feed) == ["enrolled", "seat_offered", "waitlisted"], "of one instant: by position"
    newest = feed.recent("S-1").activities[0]
    assert (newest.id, newest.details) == ("event-000000000030", {"section": "BIO-201-A", "from": "offer"})


def test_events_about_no_single_student_are_passed_over(feed: ActivityFeed) -> None:
    log = Log(Event("grades_submitted", student=None), Event("hold_placed", section=None))
    assert ActivityProjection(log.after, feed).catch_up() == 1
    assert feed.position() == 20
    assert feed.recent("S-1").activities[0].details == {}


def test_a_log_longer_than_a_batch(feed: ActivityFeed) -> None:
    log = Log(*(Event(at=NOW + timedelta(minutes=number)) for number in range(BATCH + 1)))
    assert ActivityProjection(log.after, feed).catch_up() == BATCH + 1
    assert feed.position() == 10 * (BATCH + 1)


def test_a_long_note_stops_nobody(feed: ActivityFeed) -> None:
    many = {f"detail {number}": "x" * (LONGEST_DETAIL + 1) for number in range(MOST_DETAILS + 1)}
    log = Log(Event(details=many), Event("dropped"))
    assert ActivityProjection(log.after, feed).catch_up() == 2
    kept = feed.recent("S-1").activities[1].details
    assert kept["section"] == "BIO-201-A"
    assert (len(kept), len(kept["detail 0"])) == (MOST_DETAILS, LONGEST_DETAIL)


def test_who_is_stopped_half_way_repeats_without_harm(feed: ActivityFeed, monkeypatch) -> None:
    log = Log(Event("waitlisted"), Event("enrolled"))
    projection = ActivityProjection(log.after, feed)

    def interrupt() -> None:
        raise Interrupted

    during_record(feed, monkeypatch, interrupt)
    with pytest.raises(Interrupted):
        projection.catch_up()
    assert feed.position() == 0
    assert projection.catch_up() == 0, "they are there already"
    assert (kinds(feed), feed.position()) == (["enrolled", "waitlisted"], 20)


def test_two_at_once_tell_everything_once(feed: ActivityFeed, monkeypatch) -> None:
    log = Log(Event("waitlisted"), Event("enrolled"))

    def other() -> None:
        log.events.append(Event("dropped"))
        assert ActivityProjection(log.after, feed).catch_up() == 1

    during_record(feed, monkeypatch, other)
    assert ActivityProjection(log.after, feed).catch_up() == 2
    assert (kinds(feed), feed.position()) == (["dropped", "enrolled", "waitlisted"], 30)


def test_a_feed_that_is_cleared_meanwhile_is_told_everything(feed: ActivityFeed, monkeypatch) -> None:
    log = Log(Event("waitlisted"), Event("enrolled"))
    projection = ActivityProjection(log.after, feed)
    projection.catch_up()
    log.events.append(Event("dropped"))
    during_record(feed, monkeypatch, feed.clear)
    projection.catch_up()
    assert (kinds(feed), feed.position()) == (["dropped", "enrolled", "waitlisted"], 30)


def test_a_feed_can_be_made_anew(feed: ActivityFeed) -> None:
    log = Log(Event("waitlisted"), Event("enrolled"))
    projection = ActivityProjection(log.after, feed)
    projection.catch_up()
    log.events[0] = Event("seat_offered")
    assert projection.rebuild() == 2
    assert kinds(feed) == ["enrolled", "seat_offered"]
