"""A university small enough to know by heart, for tests: two terms, three courses, five students.

S-1 to S-4 passed BIO-101 in the autumn; S-5 is new. Professor P-1 teaches everything but art.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from university.application.ports.campus_store import Campus
from university.bootstrap import Container
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment, EnrolmentRequest, Status
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.identity import Role, User
from university.domain.people import Professor, Student
from university.domain.record import AcademicRecord, CourseResult
from university.domain.requirements import Needs
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

MakeUniversity = Callable[..., Container]
"""The fixture `make_university`."""

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
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
PAST = Term(
    "2026-autumn",
    "Autumn 2026",
    date(2026, 9, 7),
    date(2026, 12, 18),
    "Europe/London",
    add=Window(datetime(2026, 8, 3, 8), datetime(2026, 9, 21, 17)),
    drop=Window(datetime(2026, 8, 3, 8), datetime(2026, 10, 5, 17)),
    withdraw=Window(datetime(2026, 10, 5, 17), datetime(2026, 11, 27, 17)),
    grading=Window(datetime(2026, 12, 14, 8), datetime(2027, 1, 15, 17)),
)
ADDING_CLOSES = TERM.instant(TERM.add.closes)
DROPPING_CLOSES = TERM.instant(TERM.drop.closes)

ART = Department("ART", "Art & Design", "Looking.")
BIO = Department("BIO", "Biology", "Living.")
INTRO = Course("BIO-101", "Foundations", "BIO", 4, "Cells.")
MARINE = Course("BIO-201", "Marine Biology", "BIO", 4, "Tides.", Needs("BIO-101"))
DRAWING = Course("ART-101", "Drawing 100%", "ART", 3, "Lines.")
COURSES = (DRAWING, INTRO, MARINE)
PROFESSORS = (Professor("P-1", "Nare Petrosyan", "BIO"), Professor("P-2", "Oumar Diallo", "ART"))

REGISTRAR = User("U-1", "registrar@small.example", "Rosa Lind", frozenset({Role.REGISTRAR}))
ADMIN = User("U-2", "admin@small.example", "Aino Park", frozenset({Role.ADMIN}))
PETROSYAN = User("U-3", "p-1@small.example", "Nare Petrosyan", frozenset({Role.PROFESSOR}), professor="P-1")
ANA = User("U-4", "s-1@small.example", "Ana Silva", frozenset({Role.STUDENT}), student="S-1")
APPLICANT = User("U-5", "new@small.example", "Noa Berg", frozenset({Role.APPLICANT}))
USERS = (REGISTRAR, ADMIN, PETROSYAN, ANA, APPLICANT)


def meeting(start: str = "09:00", end: str = "10:00", day: Weekday = Weekday.MONDAY) -> Meeting:
    return Meeting(day, time.fromisoformat(start), time.fromisoformat(end), "Harbour 101")


def section(
    id: str = "BIO-201-A",
    *,
    capacity: int = 2,
    waitlist: int = 2,
    meetings: tuple[Meeting, ...] | None = None,
    term: Term = TERM,
) -> Section:
    course = "-".join(id.split("-")[:2])
    instructor = "P-2" if course.startswith("ART") else "P-1"
    return Section(id, course, term.code, instructor, capacity, waitlist, meetings or (meeting(),))


STUDENTS = (
    Student("S-1", "Ana Silva"),
    Student("S-2", "Elif Öztürk"),
    Student("S-3", "Kofi Mensah"),
    Student("S-4", "Mei Zhang"),
    Student("S-5", "Bea O'Brien"),
)
SECTIONS = (
    section("ART-101-A", capacity=5, meetings=(meeting("09:30", "10:30"),)),
    section("BIO-201-A", capacity=1),
    section("BIO-201-B", capacity=1, waitlist=0, meetings=(meeting("14:00", "15:00"),)),
)
PASSED = tuple(student.number for student in STUDENTS[:4])
INTRO_PAST = section("BIO-101-A-26A", capacity=2_000, term=PAST)
"""The section in which BIO-101 was passed."""


def small_campus(
    *enrolments: Enrolment,
    sections: Iterable[Section] = SECTIONS,
    students: Iterable[Student] = STUDENTS,
    passed: Iterable[str] = PASSED,
    courses: Iterable[Course] = COURSES,
) -> Campus:
    """The university with these places; the students whose numbers are in `passed` have a B in BIO-101."""
    grades = dict.fromkeys(passed, "B")
    since = PAST.instant(PAST.add.opens)
    behind = [Enrolment(number, INTRO_PAST.id, Status.ENROLLED, since) for number in grades]
    return Campus(
        departments=(ART, BIO),
        courses=tuple(courses),
        professors=PROFESSORS,
        terms=(PAST, TERM),
        sections=(INTRO_PAST, *sections),
        students=tuple(students),
        users=USERS,
        enrolments=(*behind, *enrolments),
        sheets=(GradeSheet(INTRO_PAST.id, frozenset(grades), grades, SheetState.POSTED),),
    )


def place(number: str, section: str, status: Status = Status.ENROLLED, hour: int = 9) -> Enrolment:
    """A place since that hour of yesterday; an offer stands until tomorrow."""
    expires = NOW + timedelta(days=1) if status is Status.OFFERED else None
    return Enrolment(number, section, status, NOW.replace(day=19, hour=hour), expires)


def record(*results: str, in_progress: Iterable[str] = ()) -> AcademicRecord:
    """A record such as `record("BIO-101", "CHE-101 C-")`; without a grade it is a B."""
    pairs = [(*result.split(), "B")[:2] for result in results]
    return AcademicRecord(
        tuple(CourseResult(course, PAST.code, 4, grade) for course, grade in pairs), frozenset(in_progress)
    )


def request(**changes: object) -> EnrolmentRequest:
    """A request that every rule allows, with `changes`."""
    allowed = EnrolmentRequest(STUDENTS[0], section(), MARINE, TERM, NOW, record("BIO-101"))
    return replace(allowed, **changes)  # type: ignore[arg-type]
