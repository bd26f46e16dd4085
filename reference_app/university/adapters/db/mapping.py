"""From rows to the domain's objects."""

from __future__ import annotations

from university.adapters.db.catalogue_rows import CourseRow, DepartmentRow, SectionRow, TermRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.student_rows import StudentRow
from university.domain.catalogue import Course, Department, Section, Term
from university.domain.enrolment import Enrolment, Status
from university.domain.people import Student
from university.domain.timetable import Meeting, Weekday


def to_department(row: DepartmentRow) -> Department:
    """A department."""
    return Department(row.code, row.name, row.about)


def to_course(row: CourseRow) -> Course:
    """A course; its prerequisites must be loaded."""
    requires = frozenset(prerequisite.requires for prerequisite in row.prerequisites)
    return Course(row.code, row.title, row.department, row.credits, row.description, requires)


def to_term(row: TermRow) -> Term:
    """A term."""
    return Term(row.code, row.name, row.starts, row.ends, row.add_deadline, row.zone)


def to_section(row: SectionRow) -> Section:
    """A section; its meetings must be loaded."""
    meetings = tuple(Meeting(Weekday(m.day), m.starts, m.ends, m.room) for m in row.meetings)
    return Section(
        row.id, row.course, row.term, row.instructor, row.capacity, row.waitlist_capacity, meetings
    )


def to_student(row: StudentRow) -> Student:
    """A student; what they completed must be loaded."""
    return Student(row.number, row.name, frozenset(completion.course for completion in row.completed))


def to_enrolment(row: EnrolmentRow) -> Enrolment:
    """An enrolment."""
    return Enrolment(row.student, row.section, Status(row.status), row.since)
