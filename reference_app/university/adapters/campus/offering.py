"""What is taught in the demonstration term: when, where, by whom, and for how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from university.adapters.campus.pools import Names, Room, read_rooms
from university.domain.catalogue import Course, Section
from university.domain.people import Professor
from university.domain.terms import Term
from university.domain.timetable import Meeting, Weekday, clash

LECTURERS_A_DEPARTMENT = 7
MON, TUE, WED, THU, FRI = list(Weekday)[:5]
Slots = tuple[tuple[Weekday, str, int], ...]
"""Day, start and minutes of each weekly meeting."""


@dataclass(frozen=True, slots=True)
class Offering:
    """A term's sections, ordered by id, and everybody who might teach one."""

    sections: tuple[Section, ...]
    professors: tuple[Professor, ...]


def make_offering(courses: Iterable[Course], term: Term, seed: int) -> Offering:
    """One to three sections a course; nobody teaches, and no room is used, twice at one time."""
    random = Random(f"{seed} sections")  # noqa: S311 - the same campus every time, no secret
    planner = _Planner(random, read_rooms())
    # Laboratories take the hours that lectures leave.
    in_turn = sorted(courses, key=lambda course: bool(course.corequisites))
    sections = [
        planner.section(course, letter, term) for course in in_turn for letter in _letters(course, random)
    ]
    return Offering(tuple(sorted(sections, key=lambda section: section.id)), planner.professors())


def _letters(course: Course, random: Random) -> str:
    return "ABC"[: random.choice((1, 2, 2, 3) if _first_year(course) else (1, 1, 1, 2))]


def _first_year(course: Course) -> bool:
    return course.code.split("-")[1].startswith("1")


@dataclass(slots=True)
class _Lecturer:
    professor: Professor
    meetings: list[Meeting]


class _Planner:
    """Gives each section hours, a room and a lecturer that are still free."""

    def __init__(self, random: Random, rooms: list[Room]) -> None:
        self._random = random
        self._rooms = rooms
        self._booked: dict[str, list[Meeting]] = {room.name: [] for room in rooms}
        self._names = Names(random)
        self._lecturers: dict[str, list[_Lecturer]] = {}

    def section(self, course: Course, letter: str, term: Term) -> Section:
        capacity = self._random.choice((16, 18, 20, 24) if _first_year(course) else (6, 8, 10, 12, 14))
        lecturer, meetings = self._place(course, capacity)
        lecturer.meetings.extend(meetings)
        for meeting in meetings:
            self._booked[meeting.room].append(meeting)
        return Section(
            id=f"{course.code}-{letter}",
            course=course.code,
            term=term.code,
            instructor=lecturer.professor.number,
            capacity=capacity,
            waitlist_capacity=self._random.choice((4, 5, 6, 8)),
            meetings=tuple(sorted(meetings, key=lambda meeting: (meeting.day, meeting.start))),
        )

    def _place(self, course: Course, capacity: int) -> tuple[_Lecturer, list[Meeting]]:
        weeks = list(_weeks(course.credits))
        self._random.shuffle(weeks)
        fitting = [room for room in self._rooms if room.seats >= capacity]
        lecturers = self._of(course.department)
        self._random.shuffle(lecturers)
        for week in weeks:
            for room in fitting:
                meetings = [_meeting(day, start, minutes, room.name) for day, start, minutes in week]
                if clash(meetings, self._booked[room.name]):
                    continue
                for lecturer in lecturers:
                    if not clash(meetings, lecturer.meetings):
                        return lecturer, meetings
        raise RuntimeError(f"No room or lecturer is free for {course.code}: add some to the data files.")

    def professors(self) -> tuple[Professor, ...]:
        """Everybody, in the order of their numbers."""
        return tuple(lecturer.professor for own in self._lecturers.values() for lecturer in own)

    def _of(self, department: str) -> list[_Lecturer]:
        if department not in self._lecturers:
            # A page shows names: no two lecturers share one.
            taken = {professor.name for professor in self.professors()}
            first = len(taken) + 1
            names: list[str] = []
            for _ in range(LECTURERS_A_DEPARTMENT):
                names.append(self._names.draw_other_than({*taken, *names}))
            self._lecturers[department] = [
                _Lecturer(Professor(f"P-{number}", name, department), [])
                for number, name in enumerate(names, first)
            ]
        return self._lecturers[department]


def _weeks(credits: int) -> Iterator[Slots]:
    """The weekly patterns that a course of so many credits may have."""
    if credits <= 2:
        for day in (MON, TUE, WED, THU):
            yield from (((day, start, 110),) for start in ("10:00", "14:00", "17:00"))
    elif credits == 3:
        for start in ("09:00", "10:00", "11:00", "13:00", "14:00", "15:00"):
            yield tuple((day, start, 50) for day in (MON, WED, FRI))
        for start in ("09:00", "10:30", "13:00", "14:30", "16:00"):
            yield tuple((day, start, 75) for day in (TUE, THU))
    elif credits == 4:
        for start in ("09:00", "10:00", "11:00", "14:00", "15:00"):
            for lab, lab_start in ((TUE, "09:00"), (TUE, "14:00"), (THU, "09:00"), (THU, "14:00")):
                yield (*((day, start, 50) for day in (MON, WED, FRI)), (lab, lab_start, 110))
    else:
        for start in ("09:00", "13:30"):
            yield tuple((day, start, 170) for day in (MON, WED))
            yield tuple((day, start, 170) for day in (TUE, THU))


@lru_cache(maxsize=4096)  # the planner tries the same hours again and again
def _meeting(day: Weekday, start: str, minutes: int, room: str) -> Meeting:
    begins = datetime.combine(date.min, time.fromisoformat(start))
    return Meeting(day, begins.time(), (begins + timedelta(minutes=minutes)).time(), room)
