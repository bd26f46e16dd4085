"""The students, the first users, and what offices keep from a few students."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from university.adapters.campus.pools import Names
from university.application.front_desk import FRONT_DESK
from university.domain.holds import Hold, HoldKind
from university.domain.identity import Role, User
from university.domain.people import Professor, Student

STUDENTS = 420
FIRST_NUMBER = 1001
KNOWN_STUDENT = "S-1042"
"""The student of whom lessons speak."""

REASONS = (
    (HoldKind.FINANCIAL, "Fees of the autumn term are open."),
    (HoldKind.ADVISING, "Talk to your adviser about your plan first."),
    (HoldKind.LIBRARY, "Three atlases are overdue."),
)
EVERY = 67
"""Among so many students one has a hold."""


def make_students(seed: int) -> tuple[Student, ...]:
    """Students with their numbers and names."""
    names = Names(Random(f"{seed} students"))  # noqa: S311 - the same campus every time, no secret
    return tuple(Student(f"S-{FIRST_NUMBER + index}", names.draw()) for index in range(STUDENTS))


def make_users(students: Sequence[Student], professors: Sequence[Professor]) -> tuple[User, ...]:
    """The desk's user, and one user of each role."""
    student = next(student for student in students if student.number == KNOWN_STUDENT)
    professor = professors[0]
    return (
        FRONT_DESK,
        _user(2, "registrar", "Ingrid Okafor", Role.REGISTRAR),
        _user(3, "admin", "Tomasz Adeyemi", Role.ADMIN),
        _user(4, professor.number.lower(), professor.name, Role.PROFESSOR, professor=professor.number),
        _user(5, student.number.lower(), student.name, Role.STUDENT, student=student.number),
        _user(6, "applicant", "Lucía Tanaka", Role.APPLICANT),
    )


def make_holds(students: Sequence[Student], today: date) -> tuple[Hold, ...]:
    """A few holds of each kind, placed since registration opened; the last of them is released again."""
    placed = datetime.combine(today - timedelta(days=2), time(10), UTC)
    held = students[EVERY - 1 :: EVERY]
    return tuple(
        Hold(
            f"H-{number}",
            student.number,
            *REASONS[number % len(REASONS)],
            placed_by="U-2",
            placed_at=placed,
            released_at=placed + timedelta(hours=4) if student is held[-1] else None,
        )
        for number, student in enumerate(held, 1)
    )


def _user(
    number: int, mailbox: str, name: str, role: Role, student: str | None = None, professor: str | None = None
) -> User:
    address = f"{mailbox}@aldermoor.example"
    return User(f"U-{number}", address, name, frozenset({role}), student, professor)
