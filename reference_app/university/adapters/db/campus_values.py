"""What a whole campus puts into the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from university.adapters.db.base import Base
from university.adapters.db.catalogue_rows import (
    CorequisiteRow,
    CourseRow,
    DepartmentRow,
    MeetingRow,
    RequirementRow,
    SectionRow,
    TermRow,
)
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.grade_rows import GradeRow, SheetRow
from university.adapters.db.hold_repository import hold_row
from university.adapters.db.hold_rows import HoldRow
from university.adapters.db.people_rows import ProfessorRow, StudentRow
from university.adapters.db.requirement_tree import requirement_values
from university.adapters.db.user_repository import role_rows, user_row
from university.adapters.db.user_rows import RoleRow, UserRow
from university.application.ports.campus_store import Campus
from university.domain.enrolment import HOLDS_A_SEAT, Status
from university.domain.gradesheet import SheetState
from university.domain.terms import Term

Values = dict[str, Any]
WINDOWS = ("add", "drop", "withdraw", "grading")


def campus_values(campus: Campus) -> Iterator[tuple[type[Base], list[Values]]]:
    """Tables in an order that respects foreign keys, with what goes into each."""
    yield from _catalogue(campus)
    yield from _people(campus)
    yield from _sections(campus)
    yield UserRow, [user_row(user) for user in campus.users]
    yield RoleRow, [role for user in campus.users for role in role_rows(user)]
    yield (
        EnrolmentRow,
        [
            _of(e, "student", "section", "since", "expires") | {"status": e.status.value}
            for e in campus.enrolments
        ],
    )
    yield from _grades(campus)
    yield HoldRow, [hold_row(hold) for hold in campus.holds]


def _catalogue(campus: Campus) -> Iterator[tuple[type[Base], list[Values]]]:
    yield DepartmentRow, [_of(d, "code", "name", "about") for d in campus.departments]
    yield (
        CourseRow,
        [_of(c, "code", "title", "department", "credits", "description") for c in campus.courses],
    )
    yield RequirementRow, list(requirement_values(campus.courses))
    yield (
        CorequisiteRow,
        [
            {"course": course.code, "requires": code}
            for course in campus.courses
            for code in sorted(course.corequisites)
        ],
    )
    yield TermRow, [_term(term) for term in campus.terms]


def _people(campus: Campus) -> Iterator[tuple[type[Base], list[Values]]]:
    yield ProfessorRow, [_of(p, "number", "name", "department") for p in campus.professors]
    yield StudentRow, [_of(s, "number", "name") for s in campus.students]


def _sections(campus: Campus) -> Iterator[tuple[type[Base], list[Values]]]:
    seats = Counter(e.section for e in campus.enrolments if e.status in HOLDS_A_SEAT)
    waiting = Counter(e.section for e in campus.enrolments if e.status is Status.WAITLISTED)
    yield (
        SectionRow,
        [
            _of(s, "id", "course", "term", "instructor", "capacity", "waitlist_capacity")
            | {"seats_taken": seats[s.id], "waiting": waiting[s.id]}
            for s in campus.sections
        ],
    )
    yield (
        MeetingRow,
        [
            {"section": s.id, "day": int(m.day), "starts": m.start, "ends": m.end, "room": m.room}
            for s in campus.sections
            for m in s.meetings
        ],
    )


def _grades(campus: Campus) -> Iterator[tuple[type[Base], list[Values]]]:
    filled = {sheet.section: sheet.state for sheet in campus.sheets}
    yield (
        SheetRow,
        [
            {
                "section": s.id,
                "state": filled.get(s.id, SheetState.DRAFT).value,
                "version": int(s.id in filled),
            }
            for s in campus.sections
        ],
    )
    yield (
        GradeRow,
        [
            {"section": sheet.section, "student": student, "grade": grade}
            for sheet in campus.sheets
            for student, grade in sheet.grades.items()
        ],
    )


def _term(term: Term) -> Values:
    windows = {name: getattr(term, name) for name in WINDOWS}
    return (
        _of(term, "code", "name", "starts", "ends", "zone")
        | {f"{name}_opens": window.opens for name, window in windows.items()}
        | {f"{name}_closes": window.closes for name, window in windows.items()}
    )


def _of(thing: object, *names: str) -> Values:
    """The fields that have columns of the same names."""
    return {name: getattr(thing, name) for name in names}
