"""From rows to the domain's objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from university.adapters.db.catalogue_rows import (
    CourseRow,
    DepartmentRow,
    MeetingRow,
    RequirementRow,
    SectionRow,
    TermRow,
)
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.people_rows import ProfessorRow, StudentRow
from university.adapters.db.requirement_tree import to_requirement
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.people import Professor, Student
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

AnyRow = Row[*tuple[Any, ...]]
"""A row of columns, which have the names that the objects of the tables have."""

MEETING = (MeetingRow.day, MeetingRow.starts, MeetingRow.ends, MeetingRow.room)
"""What a query of sections asks of their meetings, for `with_meetings`."""


def to_department(row: DepartmentRow) -> Department:
    """A department."""
    return Department(row.code, row.name, row.about)


def to_course(
    row: CourseRow | AnyRow,
    requirements: Sequence[RequirementRow | AnyRow],
    corequisites: Iterable[str],
) -> Course:
    """A course with its requirements, in the order of their nodes, and its corequisites."""
    return Course(
        row.code,
        row.title,
        row.department,
        row.credits,
        row.description,
        prerequisites=to_requirement(requirements),
        corequisites=frozenset(corequisites),
    )


def to_term(row: TermRow | AnyRow) -> Term:
    """A term."""
    return Term(
        row.code,
        row.name,
        row.starts,
        row.ends,
        row.zone,
        add=Window(row.add_opens, row.add_closes),
        drop=Window(row.drop_opens, row.drop_closes),
        withdraw=Window(row.withdraw_opens, row.withdraw_closes),
        grading=Window(row.grading_opens, row.grading_closes),
    )


def to_section(row: SectionRow | AnyRow, meetings: Iterable[MeetingRow | AnyRow]) -> Section:
    """A section with its meetings, in their order."""
    weekly = tuple(Meeting(Weekday(m.day), m.starts, m.ends, m.room) for m in meetings)
    return Section(row.id, row.course, row.term, row.instructor, row.capacity, row.waitlist_capacity, weekly)


def with_meetings(rows: Iterable[AnyRow]) -> Iterator[tuple[AnyRow, list[AnyRow]]]:
    """Each section's first row, and its rows that have a meeting; `rows` are ordered by section."""
    for _, group in groupby(rows, lambda row: row.id):
        all_of_it = list(group)
        yield all_of_it[0], [row for row in all_of_it if row.day is not None]


def to_student(row: StudentRow | AnyRow) -> Student:
    """A student."""
    return Student(row.number, row.name)


def to_professor(row: ProfessorRow | AnyRow) -> Professor:
    """A professor."""
    return Professor(row.number, row.name, row.department)


def to_enrolment(row: EnrolmentRow | AnyRow) -> Enrolment:
    """An enrolment."""
    return Enrolment(row.student, row.section, Status(row.status), row.since, row.expires)
