"""The rows that a fight leaves, read with plain SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import JSON, Connection, Integer, String, text

from university.adapters.db.base import Instant, LocalTime

CREDIT_LIMIT = 18
"""As the university's regulations say: written here again, so that a wrong rule is noticed."""


@dataclass(frozen=True, slots=True)
class Seats:
    """A section with its counters."""

    id: str
    course: str
    credits: int
    term: str
    capacity: int
    seats_taken: int
    waiting: int
    meetings: tuple[tuple[int, time, time], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A row of the audit log."""

    position: int
    kind: str
    student: str
    section: str
    at: datetime
    details: dict[str, str]


Places = dict[str, str]
"""One student's sections, each with the status of the place."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that matters: `places` by student, `line` by section, in the order of `since`."""

    sections: dict[str, Seats]
    places: dict[str, Places]
    line: dict[str, list[str]]
    expires: list[datetime]
    events: list[Happening]


def read(connection: Connection) -> Rows:
    """The rows as they are now."""
    enrolments = connection.execute(
        text("SELECT student, section, status, expires FROM enrolments ORDER BY since, id").columns(
            student=String, section=String, status=String, expires=Instant
        )
    ).all()
    places: dict[str, Places] = {}
    line: dict[str, list[str]] = {}
    for student, section, status, _ in enrolments:
        places.setdefault(student, {})[section] = status
        if status == "waitlisted":
            line.setdefault(section, []).append(student)
    offers = [row.expires for row in enrolments if row.expires is not None]
    return Rows(_sections(connection), places, line, offers, _events(connection))


def can_take(places: Places, wished: Seats, sections: dict[str, Seats]) -> bool:
    """Whether a student with these places may have a seat in `wished`, a place there not counted."""
    others = [(sections[id], status) for id, status in places.items() if id != wished.id]
    enrolled = [other for other, status in others if status == "enrolled" and other.term == wished.term]
    return (
        all(other.course != wished.course for other, _ in others)
        and sum(other.credits for other in enrolled) + wished.credits <= CREDIT_LIMIT
        and not any(_clash(other, wished) for other in enrolled)
    )


def _clash(one: Seats, other: Seats) -> bool:
    return any(
        day == its_day and starts < its_end and its_start < ends
        for day, starts, ends in one.meetings
        for its_day, its_start, its_end in other.meetings
    )


def _sections(connection: Connection) -> dict[str, Seats]:
    meetings: dict[str, tuple[tuple[int, time, time], ...]] = {}
    days = text("SELECT section, day, starts, ends FROM meetings").columns(
        section=String, day=Integer, starts=LocalTime, ends=LocalTime
    )
    for section, *meeting in connection.execute(days):
        meetings[section] = (*meetings.get(section, ()), tuple(meeting))
    found = connection.execute(
        text(
            "SELECT s.id, s.course, c.credits, s.term, s.capacity, s.seats_taken, s.waiting "
            "FROM sections s JOIN courses c ON c.code = s.course"
        )
    )
    return {row.id: Seats(*row, meetings[row.id]) for row in found}


def _events(connection: Connection) -> list[Happening]:
    log = text("SELECT position, kind, student, section, at, details FROM events ORDER BY position")
    typed = log.columns(
        position=Integer, kind=String, student=String, section=String, at=Instant, details=JSON
    )
    return [Happening(*row) for row in connection.execute(typed)]
