"""What every activity feed promises, in memory, in a folder and in MongoDB."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from small_campus import NOW

from university.adapters.documents.stores import DocumentStores
from university.application.ports.activity_feed import (
    LARGEST_PAGE,
    LONGEST_DETAIL,
    Activity,
    ActivityFeed,
    Cursor,
    DayCount,
    Days,
)
from university.domain.errors import InvalidValue

LONDON = ZoneInfo("Europe/London")
FAULTY_NAMES = ["", " ", "x" * 101, "a\0b", "a\nb", "\ud800", "\u202egpj", None, 7, {"$gt": ""}]


def activity(id: str, student: str = "S-1", minutes: float = 0, kind: str = "enrolled") -> Activity:
    return Activity(id, kind, student, NOW + timedelta(minutes=minutes), "U-1")


def ids(feed: ActivityFeed, student: str = "S-1", before: Cursor | None = None, limit: int = 20) -> list[str]:
    return [found.id for found in feed.recent(student, before, limit).activities]


def test_an_activity_comes_back_as_it_was_told(feed: ActivityFeed) -> None:
    told = Activity(
        id="event-000000000001",
        kind="dropped",
        student="S-1",
        at=datetime(2027, 1, 20, 12, 0, 0, 123_999, tzinfo=ZoneInfo("Asia/Kolkata")),
        actor="U-Öztürk",
        details={
            "section": "BIO-201-A",
            "reason": "line\n\0two",
            "$where": "1",
            "a.b.$c": "",
            "": "\U0001f393",
        },
    )
    assert feed.record(told) == 1
    page = feed.recent("S-1")
    assert page.activities == (told,)
    assert page.older is None
    assert page.activities[0].at == datetime(2027, 1, 20, 6, 30, 0, 123_000, tzinfo=UTC)


def test_a_new_feed_is_empty(feed: ActivityFeed) -> None:
    assert feed.recent("S-1").activities == ()
    assert feed.summary(Days(NOW.date(), NOW.date())) == ()
    assert feed.position() == 0
    assert feed.record() == 0


def test_the_newest_comes_first_and_only_the_students_own(feed: ActivityFeed) -> None:
    feed.prepare()
    feed.record(activity("b", minutes=2), activity("a", minutes=1), activity("z", "S-2", 3))
    feed.record(activity("d", minutes=2), activity("c", minutes=2.00001))  # one millisecond: by id
    feed.prepare()
    assert ids(feed) == ["d", "c", "b", "a"]
    assert ids(feed, "S-2") == ["z"]
    assert ids(feed, "S-3") == []


def test_pages_hold_everything_once_while_more_arrives(feed: ActivityFeed) -> None:
    expected = [f"{number:03}" for number in range(25)]
    # Five at each instant, so that pages end between activities of one instant.
    feed.record(*(activity(id, minutes=number // 5) for number, id in enumerate(expected)))
    seen, before = [], None
    while True:
        page = feed.recent("S-1", before, limit=3)
        seen += [found.id for found in page.activities]
        feed.record(activity(f"new-{len(seen)}", minutes=60 + len(seen)))
        if page.older is None:
            break
        before = Cursor.parse(str(page.older))
    assert seen == expected[::-1]


def test_a_full_last_page_has_nothing_behind_it(feed: ActivityFeed) -> None:
    feed.record(*(activity(str(number), minutes=number) for number in range(4)))
    assert feed.recent("S-1", limit=4).older is None
    assert feed.recent("S-1", limit=3).older == Cursor(NOW + timedelta(minutes=1), "1")


def test_telling_twice_changes_nothing(feed: ActivityFeed) -> None:
    assert feed.record(activity("a"), activity("b"), activity("a", "S-2")) == 2
    assert feed.record(activity("b", "S-2"), activity("c"), activity("a")) == 1
    assert ids(feed) == ["c", "b", "a"]
    assert ids(feed, "S-2") == []


def test_more_than_one_batch(feed: ActivityFeed) -> None:
    many = [activity(f"{number:04}", minutes=number) for number in range(1_200)]
    assert feed.record(*many) == 1_200
    assert ids(feed, limit=LARGEST_PAGE) == [f"{number:04}" for number in range(1_199, 1_099, -1)]


def test_days_are_counted_as_the_campus_tells_them(feed: ActivityFeed) -> None:
    def at(id: str, kind: str, day: int, hour: int, minute: int = 0) -> Activity:
        return Activity(id, kind, "S-1", datetime(2027, 6, day, hour, minute, tzinfo=UTC), "U-1")

    feed.record(
        at("1", "enrolled", 9, 22, 59),  # in London, an hour ahead, still the 9th: before the range
        at("2", "enrolled", 9, 23),  # the first instant of the 10th
        at("3", "dropped", 10, 12),
        at("4", "enrolled", 10, 22, 59),
        at("5", "enrolled", 10, 23),  # the 11th
        at("6", "dropped", 12, 22, 59),
        at("7", "dropped", 12, 23),  # the 13th: after the range
    )
    assert feed.summary(Days(date(2027, 6, 10), date(2027, 6, 12), LONDON)) == (
        DayCount(date(2027, 6, 10), "dropped", 1),
        DayCount(date(2027, 6, 10), "enrolled", 2),
        DayCount(date(2027, 6, 11), "enrolled", 1),
        DayCount(date(2027, 6, 12), "dropped", 1),
    )
    assert feed.summary(Days(date(2027, 6, 10), date(2027, 6, 10))) == (
        DayCount(date(2027, 6, 10), "dropped", 1),
        DayCount(date(2027, 6, 10), "enrolled", 2),
    ), "in UTC, the 10th begins an hour later"


def test_the_position_moves_for_one_of_many(feed: ActivityFeed) -> None:
    assert feed.advance(0, 5)
    assert not feed.advance(0, 7)
    assert not feed.advance(4, 7)
    assert feed.position() == 5
    assert feed.advance(5, 9)
    assert feed.position() == 9


def test_a_cleared_feed_begins_anew(feed: ActivityFeed) -> None:
    feed.record(activity("a"))
    feed.advance(0, 5)
    feed.clear()
    assert (ids(feed), feed.position()) == ([], 0)
    assert feed.record(activity("a")) == 1
    assert feed.advance(0, 1)


@pytest.mark.parametrize("student", FAULTY_NAMES)
def test_what_is_no_name_reaches_no_store(feed: ActivityFeed, student: str) -> None:
    feed.record(activity("a"))
    with pytest.raises(InvalidValue):
        feed.recent(student)


def test_words_of_query_languages_are_names_like_others(feed: ActivityFeed) -> None:
    for number, student in enumerate(("$where", '{"$gt": ""}', "' OR '1'='1", "../../x")):
        feed.record(activity(str(number), student))
        assert ids(feed, student) == [str(number)]


@pytest.mark.parametrize("limit", [0, -1, LARGEST_PAGE + 1])
def test_pages_have_a_size(feed: ActivityFeed, limit: int) -> None:
    with pytest.raises(InvalidValue, match="is not offered"):
        feed.recent("S-1", limit=limit)


def test_what_was_told_is_there_for_other_apps(
    shared_url: str, open_documents: Callable[[str], DocumentStores]
) -> None:
    open_documents(shared_url).feed.record(activity("a"))
    assert ids(open_documents(shared_url).feed) == ["a"]


def test_many_who_tell_the_same_at_once(
    shared_url: str, open_documents: Callable[[str], DocumentStores]
) -> None:
    apps = [open_documents(shared_url).feed for _ in range(4)]
    told = [activity(f"{number:03}", minutes=number) for number in range(40)]

    def tell(feed: ActivityFeed) -> tuple[int, bool]:
        return sum(feed.record(*told[start : start + 5]) for start in range(0, 40, 5)), feed.advance(0, 40)

    with ThreadPoolExecutor(len(apps)) as pool:
        got = list(pool.map(tell, apps))
    assert sum(new for new, _ in got) == 40
    assert [moved for _, moved in got].count(True) == 1
    assert ids(apps[0], limit=50) == [one.id for one in reversed(told)]


@pytest.mark.parametrize("field", ["id", "kind", "student", "actor"])
@pytest.mark.parametrize("value", FAULTY_NAMES)
def test_an_activity_has_readable_names(field: str, value: str) -> None:
    with pytest.raises(InvalidValue, match=field):
        Activity(**{"id": "1", "kind": "k", "student": "s", "at": NOW, "actor": "a", field: value})


@pytest.mark.parametrize(
    "details",
    [
        {str(number): "" for number in range(21)},
        {"note": "x" * (LONGEST_DETAIL + 1)},
        {"x" * (LONGEST_DETAIL + 1): ""},
        {"note": "\udc80"},
        {"note": 7},
        {7: "note"},
        {"note": {"$gt": ""}},
    ],
    ids=["many", "long text", "long name", "broken", "number", "number as name", "nested"],
)
def test_details_are_few_short_texts(details: dict[str, str]) -> None:
    with pytest.raises(InvalidValue, match="detail"):
        Activity("1", "enrolled", "S-1", NOW, "U-1", details)


def test_an_instant_needs_a_zone_and_details_do_not_change() -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        Activity("1", "enrolled", "S-1", datetime(2027, 1, 1), "U-1")
    details = {"section": "BIO-201-A"}
    made = Activity("1", "enrolled", "S-1", NOW, "U-1", details)
    details["section"] = "ART-101-A"
    assert made.details == {"section": "BIO-201-A"}
    with pytest.raises(TypeError):
        made.details["section"] = "ART-101-A"  # type: ignore[index]


@pytest.mark.parametrize(
    "text", ["", "~", "x~1", "1", "1~", f"{10**30}~1", f"{'9' * 5000}~1", "1~\0", f"1~{'x' * 101}", "nan~1"]
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Cursor.parse(text)


@pytest.mark.parametrize("instant", [NOW, datetime(1969, 12, 31, 23, 59, 59, 1000, tzinfo=UTC)])
def test_a_cursor_survives_a_link(instant: datetime) -> None:
    cursor = Cursor(instant, "event~1/ä")
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2027, 1, 2), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2028, 1, 2)),
        (date.min, date.min),
        (date.max, date.max),
    ],
)
def test_a_summary_has_a_range(first: date, last: date) -> None:
    with pytest.raises(InvalidValue):
        Days(first, last)
    assert Days(date(2027, 1, 1), date(2028, 1, 1)).end == datetime(2028, 1, 2, tzinfo=UTC)
