"""A week of meetings as places in a drawing.

Widths are shares of the drawing (so it fits a telephone), heights are pixels. The page needs neither scripts
nor inline styles for it; the site's content security policy forbids both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from university.application.enrolment import Place
from university.domain.catalogue import Section
from university.domain.enrolment import Status
from university.domain.timetable import Meeting, Weekday

HOUR = 52
HEAD = 28
GAP = 0.6
FIRST, LAST = 9, 17
"""The hours that every week shows, also an empty one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One meeting in the drawing: `x` and `width` in percent, `y` and `height` in pixels."""

    x: float
    y: int
    width: float
    height: int
    course: str
    narrow: bool
    """Whether it shares its day's width with others."""
    meeting: Meeting
    kind: str
    """`enrolled`, `waitlisted`, `offered`, or `asked` for the section that is being asked about."""


@dataclass(frozen=True, slots=True)
class Week:
    """The drawing: its days, its hours with their height, its blocks."""

    days: list[tuple[str, float]]
    hours: list[tuple[str, int]]
    height: int
    blocks: list[Block]


def draw(places: Iterable[Place], asked: Section | None = None) -> Week:
    """Lay out the places of a student and the section asked about; who withdrew need not come any more."""
    kept = [place for place in places if place.enrolment.status is not Status.WITHDRAWN]
    meetings = list(_meetings(kept, asked))
    # Saturday and Sunday take room only when somebody has to come.
    last_day = max([Weekday.FRIDAY, *(meeting.day for meeting, _, _ in meetings)])
    first = min([FIRST, *(meeting.start.hour for meeting, _, _ in meetings)])
    last = max([LAST, *(meeting.end.hour + (meeting.end.minute > 0) for meeting, _, _ in meetings)])
    width = 100 / last_day

    def y(moment: time) -> int:
        return HEAD + round(((moment.hour - first) + moment.minute / 60) * HOUR)

    lanes = _lanes([meeting for meeting, _, _ in meetings])
    blocks = [
        Block(
            x=round((meeting.day - 1 + lane / beside) * width, 3),
            y=y(meeting.start),
            width=round(width / beside - GAP, 3),
            height=y(meeting.end) - y(meeting.start),
            course=course,
            narrow=beside > 1,
            meeting=meeting,
            kind=kind,
        )
        for (meeting, course, kind), (lane, beside) in zip(meetings, lanes, strict=True)
    ]
    days = [(day.name.title()[:3], round((day - 0.5) * width, 3)) for day in Weekday if day <= last_day]
    hours = [(f"{hour:02}:00", HEAD + (hour - first) * HOUR) for hour in range(first, last + 1)]
    return Week(days, hours, hours[-1][1] + 10, blocks)


def _meetings(places: Iterable[Place], asked: Section | None) -> Iterator[tuple[Meeting, str, str]]:
    """Each meeting with its course and kind; the section asked about last, so it stands right."""
    for place in places:
        if asked is None or place.section.id != asked.id:
            for meeting in place.section.meetings:
                yield meeting, place.course.code, str(place.enrolment.status)
    if asked is not None:
        for meeting in asked.meetings:
            yield meeting, asked.course, "asked"


def _lanes(meetings: list[Meeting]) -> list[tuple[int, int]]:
    """For each meeting its lane, and how many lanes its crowd needs: what overlaps stands side by side."""
    lanes: list[int] = []
    for index, meeting in enumerate(meetings):
        taken = {lanes[other] for other in range(index) if meetings[other].overlaps(meeting)}
        lanes.append(next(lane for lane in range(len(taken) + 1) if lane not in taken))
    return [
        (lane, 1 + max(other for other, held in zip(lanes, meetings, strict=True) if held.overlaps(meeting)))
        for lane, meeting in zip(lanes, meetings, strict=True)
    ]
