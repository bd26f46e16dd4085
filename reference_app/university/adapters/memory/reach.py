"""How far a user sees, asked of the tables in memory."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from university.adapters.memory.store import Tables
from university.domain.access import Reach
from university.domain.catalogue import Section
from university.domain.enrolment import Enrolment, Status
from university.domain.people import Student


def students_within(tables: Tables, within: Reach) -> Mapping[Hashable, Student]:
    """The students that the reach covers, by number: all, or the user, or those in a section they teach."""
    students = tables[Student]
    if within.everything:
        return students
    seen = {within.student} | (_taught_by(tables, within.professor) if within.professor else set())
    return {number: student for number, student in students.items() if number in seen}


def _taught_by(tables: Tables, professor: str) -> set[str]:
    sections = {section.id for section in tables[Section].values() if section.instructor == professor}
    sitting = (e for e in tables[Enrolment].values() if e.status is Status.ENROLLED)
    return {enrolment.student for enrolment in sitting if enrolment.section in sections}
