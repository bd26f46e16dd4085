"""Where the fight takes place: a last seat, hot sections with waitlists, and a term in which seats are left.

The hot sections clash, share courses and exceed the credit limit together, so that every rule is at work and
those who wait often cannot take the seat that becomes free.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course, Department, Section
from university.domain.identity import Role, User
from university.domain.people import Professor, Student
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

BEGIN = datetime(2027, 2, 1, tzinfo=UTC)
"""When the fighters' clocks start."""

REGISTRAR = User("U-1", "desk@arena.example", "The desk", frozenset({Role.REGISTRAR}))

LONG = Window(datetime(2027, 1, 4, 8), datetime(2047, 1, 4, 8))
SHORT = Window(datetime(2027, 1, 3, 8), datetime(2027, 1, 4, 8))
GRADING = Window(datetime(2047, 5, 1), datetime(2047, 6, 1))
NEVER = Window(datetime(2047, 2, 1), datetime(2047, 3, 1))
DAYS = (date(2027, 1, 4), date(2047, 5, 1), "Europe/London")
DROPPING = Term("dropping", "Seats are dropped", *DAYS, add=LONG, drop=LONG, withdraw=NEVER, grading=GRADING)
LEAVING = Term("leaving", "Seats are left", *DAYS, add=LONG, drop=SHORT, withdraw=LONG, grading=GRADING)

COURSES = {"HOT-100": 4, "HOT-201": 6, "HOT-202": 6, "HOT-203": 6, "HOT-204": 4, "LEFT-301": 6, "LEFT-302": 6}
"""Credits."""

SECTIONS = {
    # id: (term, seats, waitlist, day, first hour, last hour)
    "HOT-100-A": (DROPPING, 1, 4, Weekday.FRIDAY, 9, 10),  # the last seat
    "HOT-201-A": (DROPPING, 3, 5, Weekday.MONDAY, 9, 11),
    "HOT-201-B": (DROPPING, 2, 4, Weekday.MONDAY, 14, 15),
    "HOT-202-A": (DROPPING, 2, 4, Weekday.MONDAY, 10, 12),  # clashes with HOT-201-A
    "HOT-203-A": (DROPPING, 4, 6, Weekday.TUESDAY, 9, 10),
    "HOT-204-A": (DROPPING, 6, 0, Weekday.MONDAY, 14, 16),  # clashes with HOT-201-B; nobody waits
    "LEFT-301-A": (LEAVING, 2, 4, Weekday.MONDAY, 9, 10),
    "LEFT-302-A": (LEAVING, 3, 3, Weekday.MONDAY, 9, 10),
}


def campus(students: int) -> Campus:
    """The arena with so many students, all sections empty."""
    return Campus(
        departments=(Department("HOT", "Hot"),),
        courses=tuple(Course(code, code, "HOT", credits) for code, credits in COURSES.items()),
        professors=(Professor("P-1", "Nare Petrosyan", "HOT"),),
        terms=(DROPPING, LEAVING),
        sections=tuple(_section(id) for id in SECTIONS),
        students=tuple(Student(number(n), "Ana Silva") for n in range(students)),
    )


def open_today(students: int) -> Campus:
    """The same arena for servers, which go by this machine's clock: its terms began long ago."""
    begin, dropped = datetime(2020, 1, 4), datetime(2020, 1, 5)
    whole, rest = replace(LONG, opens=begin), replace(LONG, opens=dropped)
    dropping = replace(DROPPING, starts=begin.date(), add=whole, drop=whole)
    leaving = replace(
        LEAVING,
        starts=begin.date(),
        add=whole,
        drop=replace(SHORT, opens=begin, closes=dropped),
        withdraw=rest,
    )
    return replace(campus(students), terms=(dropping, leaving), users=(REGISTRAR,))


def number(index: int) -> str:
    """The student's number."""
    return f"S-{index}"


def _section(id: str) -> Section:
    term, seats, waitlist, day, first, last = SECTIONS[id]
    meeting = Meeting(day, time(first), time(last), "Harbour 101")
    return Section(id, id.rpartition("-")[0], term.code, "P-1", seats, waitlist, (meeting,))
