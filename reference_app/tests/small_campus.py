"""A university small enough to know by heart, for tests: two courses, three sections, five students."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from university.application.ports.campus_store import Campus
from university.bootstrap import Container
from university.domain.catalogue import Course, Department, Section, Term
from university.domain.enrolment import Enrolment, EnrolmentRequest, Status
from university.domain.people import Student
from university.domain.timetable import Meeting, Weekday

MakeUniversity = Callable[..., Container]
"""The fixture `make_university`."""

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
TERM = Term(
    "2027-spring",
    "Spring 2027",
    date(2027, 1, 18),
    date(2027, 5, 21),
    datetime(2027, 2, 1, 17, 0),
    "Europe/London",
)
ART = Department("ART", "Art & Design", "Looking.")
BIO = Department("BIO", "Biology", "Living.")
INTRO = Course("BIO-101", "Foundations", "BIO", 4, "Cells.")
MARINE = Course("BIO-201", "Marine Biology", "BIO", 4, "Tides.", frozenset({"BIO-101"}))
DRAWING = Course("ART-101", "Drawing 100%", "ART", 3, "Lines.")


def meeting(start: str = "09:00", end: str = "10:00", day: Weekday = Weekday.MONDAY) -> Meeting:
    return Meeting(day, time.fromisoformat(start), time.fromisoformat(end), "Harbour 101")


def section(
    id: str = "BIO-201-A",
    *,
    capacity: int = 2,
    waitlist: int = 2,
    meetings: tuple[Meeting, ...] | None = None,
) -> Section:
    course = id.rpartition("-")[0]
    return Section(id, course, TERM.code, "Nare Petrosyan", capacity, waitlist, meetings or (meeting(),))


def student(number: str, name: str = "Ana Silva", completed: tuple[str, ...] = ("BIO-101",)) -> Student:
    return Student(number, name, frozenset(completed))


STUDENTS = (
    student("S-1", "Ana Silva"),
    student("S-2", "Elif Öztürk"),
    student("S-3", "Kofi Mensah"),
    student("S-4", "Mei Zhang"),
    student("S-5", "Bea O'Brien", completed=()),
)
SECTIONS = (
    section("ART-101-A", capacity=5, meetings=(meeting("09:30", "10:30"),)),
    section("BIO-201-A", capacity=1),
    section("BIO-201-B", capacity=1, waitlist=0, meetings=(meeting("14:00", "15:00"),)),
)


def small_campus(*enrolments: Enrolment, sections: tuple[Section, ...] = SECTIONS) -> Campus:
    return Campus((ART, BIO), (DRAWING, INTRO, MARINE), TERM, sections, STUDENTS, enrolments)


def place(number: str, section: str, status: Status = Status.ENROLLED, hour: int = 9) -> Enrolment:
    return Enrolment(number, section, status, NOW.replace(day=19, hour=hour))


def request(**changes: object) -> EnrolmentRequest:
    """A request that every rule allows, with `changes`."""
    allowed = EnrolmentRequest(STUDENTS[0], section(), MARINE, TERM, NOW)
    return replace(allowed, **changes)  # type: ignore[arg-type]
