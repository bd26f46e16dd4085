"""The activity feed: telling it what the event log holds, and reading it."""

from __future__ import annotations

from dataclasses import dataclass

from university.application.errors import no_student
from university.application.ports.activity_feed import (
    LONGEST_DETAIL,
    MOST_DETAILS,
    PAGE_SIZE,
    Activity,
    ActivityFeed,
    ActivityPage,
    Cursor,
    DayCount,
    Days,
    Happening,
    ReadEvents,
)
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import Units
from university.domain.access import Action, reach
from university.domain.identity import User

BATCH = 500


@dataclass(frozen=True, slots=True)
class ActivityProjection:
    """Keeps the feed up with the log.

    It may be stopped at any moment, run twice, and run by several processes at once: an activity is recorded
    once because it has its event's id, and the position moves only after its activities were recorded.
    """

    read: ReadEvents
    feed: ActivityFeed

    def catch_up(self) -> int:
        """Tell the feed everything that is new; how many activities that made."""
        self.feed.prepare()
        recorded = 0
        while events := self.read(position := self.feed.position(), BATCH):
            recorded += self.feed.record(
                *(activity for number, event in events if (activity := _activity(number, event)))
            )
            self.feed.advance(position, events[-1][0])
        return recorded

    def rebuild(self) -> int:
        """Make the feed anew from the first event on; how many activities it then got."""
        self.feed.clear()
        return self.catch_up()


@dataclass(frozen=True, slots=True)
class Activities:
    """The feed for whoever may read it. Every method raises Forbidden, InvalidValue, StoreUnavailable."""

    units: Units
    feed: ActivityFeed

    def recent(
        self, user: User, student: str, before: Cursor | None = None, limit: int = PAGE_SIZE
    ) -> ActivityPage:
        """What happened to a student whose record the user may see. Raises NotFound beyond the reach."""
        within = reach(user, Action.SEE_RECORD)
        with self.units() as work:
            if work[StudentRepository].get(student, within=within) is None:
                raise no_student(student)
        return self.feed.recent(student, before, limit)

    def summary(self, user: User, days: Days) -> tuple[DayCount, ...]:
        """How often each kind of thing happened on each day, in the whole university."""
        reach(user, Action.SEE_REPORTS)
        return self.feed.summary(days)


def _activity(position: int, event: Happening) -> Activity | None:
    """What the feed says of an event; None where it is about no single student."""
    if event.student is None:
        return None
    section = {"section": event.section} if event.section is not None else {}
    # A long note must not stop the feed for everybody behind it.
    details = list((section | dict(event.details)).items())[:MOST_DETAILS]
    return Activity(
        id=f"event-{position:012}",  # zeros: within one millisecond, ids sort as positions do
        kind=str(event.kind),
        student=event.student,
        at=event.at,
        actor=event.actor,
        details={name[:LONGEST_DETAIL]: text[:LONGEST_DETAIL] for name, text in details},
    )
