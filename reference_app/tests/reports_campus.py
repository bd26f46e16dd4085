"""A university whose reports can be counted by hand.

S-1 repeated BIO-101 and did better, S-2 did worse. S-3 has a grade that is not posted, a P, and a C. S-4
withdrew from BIO-101 and has an average of 1.995. S-5 has only a course without credits behind them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from records_campus import EARLIER, FALL, NOW, SPRING, USERS, posted
from small_campus import PROFESSORS

from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.gradesheet import GradeSheet
from university.domain.people import Student
from university.domain.requirements import AllOf, Needs
from university.domain.terms import Term

COURSES = (
    Course("ART-000", "Welcome", "ART", 0),
    Course("ART-001", "A Walk", "ART", 1),
    Course("ART-101", "Drawing", "ART", 3),
    Course("ART-102", "Ceramics", "ART", 2),
    Course("ART-900", "A Year Abroad", "ART", 16),
    Course("BIO-101", "Foundations", "BIO", 4),
    Course("BIO-201", "Marine Biology", "BIO", 4, prerequisites=Needs("BIO-101")),
    Course("BIO-301", "Sea Birds", "BIO", 4, prerequisites=AllOf((Needs("BIO-201"), Needs("ART-101")))),
)
LETTERS = {"E": EARLIER, "F": FALL, "S": SPRING, "T": SPRING}
"""The last letter of a section names its term; BIO-201 has two sections in one."""


def section(id: str, capacity: int = 9) -> Section:
    term: Term = LETTERS[id[-1]]
    return Section(id, id[:7], term.code, "P-1", capacity, waitlist_capacity=9)


SECTIONS = (
    section("ART-000-E"),
    section("ART-001-E"),
    section("ART-101-E"),
    section("ART-101-F"),
    section("ART-101-S", 1),
    section("ART-102-E"),
    section("ART-102-S", 4),
    section("ART-900-E"),
    section("BIO-101-E"),
    section("BIO-101-F"),
    section("BIO-201-S", 2),
    section("BIO-201-T", 3),
    section("BIO-301-S", 5),
)


def place(student: str, section: str, status: Status = Status.ENROLLED, since: datetime = NOW) -> Enrolment:
    return Enrolment(
        student, section, status, since, NOW + timedelta(days=1) if status is Status.OFFERED else None
    )


ENROLMENTS = (
    *(place(f"S-{number}", "BIO-101-E") for number in (1, 2, 3)),
    place("S-4", "BIO-101-E", Status.WITHDRAWN),
    *(place(f"S-{number}", "BIO-101-F") for number in (1, 2)),
    place("S-3", "ART-102-E"),
    place("S-3", "ART-101-F"),
    *(place("S-4", section) for section in ("ART-001-E", "ART-101-E", "ART-900-E")),
    place("S-5", "ART-000-E"),
    # Spring 2027. Three came to Ceramics at one moment: the order of their rows decides.
    *(place(student, "ART-102-S") for student in ("S-3", "S-1", "S-2")),
    place("S-1", "BIO-201-S"),
    place("S-2", "BIO-201-S", since=NOW - timedelta(microseconds=1)),
    place("S-3", "BIO-201-S", Status.WAITLISTED, NOW - timedelta(days=1)),
    place("S-4", "BIO-201-S", Status.WAITLISTED),
    place("S-5", "BIO-201-T"),
    place("S-2", "BIO-201-T", Status.OFFERED, NOW - timedelta(days=1)),
    place("S-3", "ART-101-S", Status.WITHDRAWN),
    place("S-5", "ART-101-S", Status.WAITLISTED),
    place("S-1", "BIO-301-S"),
)
SHEETS = (
    posted("BIO-101-E", S_1="F", S_2="B", S_3="C", S_4="A"),
    posted("BIO-101-F", S_1="D", S_2="F"),
    posted("ART-102-E", S_3="P"),
    GradeSheet("ART-101-F", frozenset({"S-3"}), {"S-3": "F"}),
    posted("ART-001-E", S_4="D"),
    posted("ART-101-E", S_4="C+"),
    posted("ART-900-E", S_4="C"),
    posted("ART-000-E", S_5="A"),
)


def reports_campus() -> Campus:
    return Campus(
        departments=(
            Department("ART", "Art"),
            Department("BIO", "Biology"),
            Department("NEW", "Nothing yet"),
        ),
        courses=COURSES,
        professors=PROFESSORS,
        terms=(EARLIER, FALL, SPRING),
        sections=SECTIONS,
        students=(
            Student("S-1", "Ana Silva"),
            Student("S-2", "Elif Öztürk"),
            Student("S-3", "=HYPERLINK(1)"),
            Student("S-4", "Mei Zhang"),
            Student("S-5", "Bea O'Brien"),
        ),
        users=USERS,
        enrolments=ENROLMENTS,
        sheets=SHEETS,
    )
