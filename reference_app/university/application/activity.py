"""Telling the activity feed what the event log holds."""

from __future__ import annotations

from dataclasses import dataclass

from university.application.ports.activity_feed import (
    LONGEST_DETAIL,
    MOST_DETAILS,
    Activity,
    ActivityFeed,
    Happening,
    ReadEvents,
)

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
