"""A university for tests of grades, records and applications: three terms, three students, one user a role.

At NOW the grades of Fall 2026 are being entered, those of Spring 2026 are posted, and Spring 2027 begins.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.identity import Role, User
from university.domain.people import Professor, Student
from university.domain.terms import Term, Window

NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def window(opens: str, closes: str) -> Window:
    return Window(datetime.fromisoformat(opens), datetime.fromisoformat(closes))


EARLIER = Term(
    "2026-spring", "Spring 2026", date(2026, 1, 19), date(2026, 5, 22), "Europe/London",
    add=window("2026-01-05", "2026-02-02"), drop=window("2026-01-05", "2026-02-16"),
    withdraw=window("2026-02-16", "2026-04-17"), grading=window("2026-05-11", "2026-06-08"),
)  # fmt: skip
FALL = Term(
    "2026-fall", "Fall 2026", date(2026, 8, 31), date(2026, 12, 18), "Europe/London",
    add=window("2026-08-10", "2026-09-14"), drop=window("2026-08-10", "2026-09-28"),
    withdraw=window("2026-09-28", "2026-11-20"), grading=window("2026-12-07", "2027-01-25T17:00"),
)  # fmt: skip
SPRING = Term(
    "2027-spring", "Spring 2027", date(2027, 1, 18), date(2027, 5, 21), "Europe/London",
    add=window("2027-01-04", "2027-02-01"), drop=window("2027-01-04", "2027-02-15"),
    withdraw=window("2027-02-15", "2027-04-16"), grading=window("2027-05-10", "2027-06-07"),
)  # fmt: skip

BIO_CELLS = Course("BIO-101", "Foundations", "BIO", 4)
BIO_SEA = Course("BIO-201", "Marine Biology", "BIO", 4)
ART_DRAW = Course("ART-101", "Drawing", "ART", 3)
ART_CLAY = Course("ART-102", "Ceramics", "ART", 2)

REGISTRAR = User("U-1", "registrar@example.org", "Rosa Registrar", frozenset({Role.REGISTRAR}))
BIOLOGIST = User("U-2", "nare@example.org", "Nare", frozenset({Role.PROFESSOR}), professor="P-1")
ARTIST = User("U-3", "ivo@example.org", "Ivo", frozenset({Role.PROFESSOR}), professor="P-2")
ANA = User("U-4", "ana@example.org", "Ana Silva", frozenset({Role.STUDENT}), student="S-1")
ELIF = User("U-5", "elif@example.org", "Elif Öztürk", frozenset({Role.STUDENT}), student="S-2")
KOFI = User("U-6", "kofi@example.org", "Kofi Mensah", frozenset({Role.APPLICANT}))
MEI = User("U-7", "mei@example.org", "Mei Zhang", frozenset({Role.APPLICANT}))
ADMIN = User("U-8", "admin@example.org", "Ada Admin", frozenset({Role.ADMIN}))
USERS = (REGISTRAR, BIOLOGIST, ARTIST, ANA, ELIF, KOFI, MEI, ADMIN)


def section(id: str, term: Term, professor: str) -> Section:
    return Section(id, id.rpartition("-")[0], term.code, professor, capacity=9, waitlist_capacity=9)


SECTIONS = (
    section("ART-101-E", EARLIER, "P-2"),
    section("ART-101-F", FALL, "P-2"),
    section("BIO-101-E", EARLIER, "P-1"),
    section("BIO-101-F", FALL, "P-1"),
    section("BIO-201-S", SPRING, "P-1"),
)


def place(student: str, section: str, status: Status = Status.ENROLLED) -> Enrolment:
    """A place since NOW; an offer stands for a day."""
    return Enrolment(student, section, status, NOW, NOW + DAY if status is Status.OFFERED else None)


ENROLMENTS = (
    place("S-1", "ART-101-E"),
    place("S-2", "BIO-101-E"),
    place("S-1", "BIO-101-F"),
    place("S-2", "BIO-101-F"),
    place("S-3", "BIO-101-F", Status.WITHDRAWN),
    place("S-3", "ART-101-F"),
    place("S-2", "BIO-201-S"),
    place("S-1", "BIO-201-S", Status.WAITLISTED),
)


def posted(section: str, **grades: str) -> GradeSheet:
    """A posted sheet; `S_1="A"` is the grade of S-1."""
    by_number = {name.replace("_", "-"): grade for name, grade in grades.items()}
    return GradeSheet(section, frozenset(by_number), by_number, SheetState.POSTED)


def records_campus() -> Campus:
    return Campus(
        departments=(Department("ART", "Art"), Department("BIO", "Biology")),
        courses=(ART_DRAW, ART_CLAY, BIO_CELLS, BIO_SEA),
        professors=(Professor("P-1", "Nare Petrosyan", "BIO"), Professor("P-2", "Ivo Babić", "ART")),
        terms=(EARLIER, FALL, SPRING),
        sections=SECTIONS,
        students=(Student("S-1", "Ana Silva"), Student("S-2", "Elif Öztürk"), Student("S-3", "Bea O'Brien")),
        users=USERS,
        enrolments=ENROLMENTS,
        sheets=(posted("ART-101-E", S_1="A-"), posted("BIO-101-E", S_2="F")),
    )
