"""A university with one hot section, made for measuring."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course, Department, Section
from university.domain.identity import Role, User
from university.domain.people import Professor, Student
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
HOT = "BIO-201-A"
REGISTRAR = User("U-1", "desk@bench.example", "The desk", frozenset({Role.REGISTRAR}))
TERM = Term(
    "2027-spring",
    "Spring 2027",
    date(2027, 1, 18),
    date(2027, 5, 21),
    "Europe/London",
    add=Window(datetime(2026, 12, 1, 8), datetime(2027, 2, 1, 17)),
    drop=Window(datetime(2026, 12, 1, 8), datetime(2027, 2, 15, 17)),
    withdraw=Window(datetime(2027, 2, 15, 17), datetime(2027, 4, 16, 17)),
    grading=Window(datetime(2027, 5, 10, 8), datetime(2027, 6, 4, 17)),
)


def number(of: int) -> str:
    """A student's number."""
    return f"S-{of}"


def hot_campus(students: int) -> Campus:
    """Students 1 to `students`, and one section with a seat for each of them."""
    meeting = Meeting(Weekday.MONDAY, time(9), time(10), "Harbour 101")
    return Campus(
        departments=(Department("BIO", "Biology"),),
        courses=(Course("BIO-201", "Marine Biology", "BIO", 4),),
        professors=(Professor("P-1", "Nare Petrosyan", "BIO"),),
        terms=(TERM,),
        sections=(Section(HOT, "BIO-201", TERM.code, "P-1", students, 0, (meeting,)),),
        students=tuple(Student(number(of), f"Student {of}") for of in range(1, students + 1)),
        users=(REGISTRAR,),
    )
