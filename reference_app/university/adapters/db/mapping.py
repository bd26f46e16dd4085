"""From rows to the domain's objects."""

from __future__ import annotations

from sqlalchemy.orm import joinedload, selectinload

from university.adapters.db.catalogue_rows import CourseRow, DepartmentRow, SectionRow, TermRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.people_rows import ProfessorRow, StudentRow
from university.adapters.db.requirement_tree import to_requirement
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.people import Professor, Student
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

WHOLE_COURSE = (joinedload(CourseRow.corequisites), selectinload(CourseRow.requirements))
"""What `to_course` needs beside the row: few corequisites by a join, the trees by one query for all."""


def to_department(row: DepartmentRow) -> Department:
    """A department."""
    return Department(row.code, row.name, row.about)


def to_course(row: CourseRow) -> Course:
    """A course; its requirements and corequisites must be loaded."""
    return Course(
        row.code,
        row.title,
        row.department,
        row.credits,
        row.description,
        prerequisites=to_requirement(row.requirements),
        corequisites=frozenset(corequisite.requires for corequisite in row.corequisites),
    )


def to_term(row: TermRow) -> Term:
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


def to_section(row: SectionRow) -> Section:
    """A section; its meetings must be loaded."""
    meetings = tuple(Meeting(Weekday(m.day), m.starts, m.ends, m.room) for m in row.meetings)
    return Section(
        row.id, row.course, row.term, row.instructor, row.capacity, row.waitlist_capacity, meetings
    )


def to_student(row: StudentRow) -> Student:
    """A student."""
    return Student(row.number, row.name)


def to_professor(row: ProfessorRow) -> Professor:
    """A professor."""
    return Professor(row.number, row.name, row.department)


def to_enrolment(row: EnrolmentRow) -> Enrolment:
    """An enrolment."""
    return Enrolment(row.student, row.section, Status(row.status), row.since, row.expires)
