"""What happened to each student, as documents to read: newest first, and counted by day.

The feed is a projection. It is made from the event log alone and can be thrown away and made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Protocol, Self
from zoneinfo import ZoneInfo

from university.application.instants import from_milliseconds, to_milliseconds
from university.application.names import check_name
from university.domain.errors import InvalidValue

PAGE_SIZE = 20
LARGEST_PAGE = 100
LONGEST_RANGE = 366
"""Days in one summary."""
LONGEST_NAME = 100
MOST_DETAILS = 20
LONGEST_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that happened to a student, and who did it (`actor`, a user's id).

    `id` is that of the event, so telling an event twice does no harm. `at` is kept in UTC, to the
    millisecond. `details` are at most 20 texts by their names, of any characters. Raises InvalidValue.
    """

    id: str
    kind: str
    student: str
    at: datetime
    actor: str
    details: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for what in ("id", "kind", "student", "actor"):
            check_name(getattr(self, what), f"activity's {what}", LONGEST_NAME)
        if self.at.tzinfo is None:
            raise InvalidValue("The activity's instant has no time zone.", remedy="Use an aware datetime.")
        object.__setattr__(self, "at", from_milliseconds(to_milliseconds(self.at)))
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))
        _check_details(self.details)


def _check_details(details: Mapping[str, str]) -> None:
    if len(details) > MOST_DETAILS:
        raise InvalidValue(
            f"The activity has {len(details):,} details.", remedy=f"Keep the {MOST_DETAILS} that matter."
        )
    for text in (*details.keys(), *details.values()):
        if not isinstance(text, str) or len(text) > LONGEST_DETAIL:
            raise InvalidValue(
                "A detail of the activity is no short text.",
                remedy=f"Use texts of at most {LONGEST_DETAIL} characters.",
            )
        try:
            text.encode()
        except UnicodeEncodeError:
            raise InvalidValue(
                "A detail of the activity is broken text.", remedy="Use valid Unicode."
            ) from None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of a feed ended. Its text fits into a link, such as `1800446400000~event-000000000042`."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{to_milliseconds(self.at)}~{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The cursor that `str` wrote. Raises InvalidValue."""
        number, _, id = text.partition("~")
        try:
            at = from_milliseconds(int(number))
        except (ValueError, OverflowError):
            raise InvalidValue("The feed has no such page.", remedy="Begin at the newest.") from None
        check_name(id, "place in the feed", LONGEST_NAME)
        return cls(at, id)


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Activities, the newest first; `older` is where the next page begins, None where this is the last."""

    activities: tuple[Activity, ...]
    older: Cursor | None

    @classmethod
    def cut(cls, found: Sequence[Activity], limit: int) -> Self:
        """The page from up to `limit + 1` activities: the one too many tells that there is more."""
        last = found[limit - 1] if len(found) > limit else None
        return cls(tuple(found[:limit]), Cursor(last.at, last.id) if last else None)


def check_page(student: str, limit: int) -> None:
    """See that a page can be asked for. Raises InvalidValue."""
    check_name(student, "student's number", LONGEST_NAME)
    if not 1 <= limit <= LARGEST_PAGE:
        raise InvalidValue(
            f"A page of {limit} activities is not offered.", remedy=f"Use 1 to {LARGEST_PAGE}."
        )


@dataclass(frozen=True, slots=True, order=True)
class DayCount:
    """How often something of one kind happened on one day."""

    day: date
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a summary, from `first` to `last` inclusive, as the clocks in `zone` tell them.

    Raises InvalidValue for a range that ends before it begins, or is longer than 366 days.
    """

    first: date
    last: date
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def __post_init__(self) -> None:
        if not 0 <= (self.last - self.first).days < LONGEST_RANGE:
            raise InvalidValue(
                f"{self.first} to {self.last} cannot be summed up.",
                remedy=f"Ask for 1 to {LONGEST_RANGE} days, the earlier day first.",
            )
        if not date.min < self.first <= self.last < date.max - timedelta(days=1):
            raise InvalidValue("Nothing happened so far from now.", remedy="Ask for days of our time.")

    @property
    def begin(self) -> datetime:
        """The first instant, in UTC."""
        return datetime.combine(self.first, time(), self.zone).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first instant that no longer counts, in UTC."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone).astimezone(UTC)


class ActivityFeed(Protocol):
    """Activities, kept as documents. Every method may raise StoreUnavailable."""

    def prepare(self) -> None:
        """Make indexes, tables and folders that are missing; keep what is there."""

    def record(self, *activities: Activity) -> int:
        """Keep those whose `id` is new; how many that were. What is there is never changed."""

    def recent(self, student: str, before: Cursor | None = None, limit: int = PAGE_SIZE) -> ActivityPage:
        """What happened to the student before the cursor, the newest first (within a millisecond: by id).

        A page stays the same while new activities arrive. Raises InvalidValue.
        """

    def summary(self, days: Days) -> tuple[DayCount, ...]:
        """How often each kind of thing happened on each day on which it did, by day and kind."""

    def position(self) -> int:
        """Up to which position of the event log the feed was told; 0 at first."""

    def advance(self, since: int, to: int) -> bool:
        """Set the position to `to` if it still is `since`: of several who try at once, one succeeds."""

    def clear(self) -> None:
        """Forget everything, the position too."""


class Happening(Protocol):
    """What the feed needs to know of an event of the log."""

    @property
    def kind(self) -> str:
        """What happened, such as `enrolled`."""

    @property
    def at(self) -> datetime:
        """When it happened, aware."""

    @property
    def actor(self) -> str:
        """The id of the user who did it."""

    @property
    def student(self) -> str | None:
        """Whom it happened to; None where it is about no single student."""

    @property
    def section(self) -> str | None:
        """The section it is about, if any."""

    @property
    def details(self) -> Mapping[str, str]:
        """What else a reader needs, as short texts."""


class ReadEvents(Protocol):
    """Reads the event log."""

    def __call__(self, position: int, limit: int) -> Sequence[tuple[int, Happening]]:
        """Up to `limit` events after `position` (0: from the first), each with its own, in rising order.

        An event never appears at a position below one that was already given out.
        """
