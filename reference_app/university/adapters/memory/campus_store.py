"""A whole campus in memory."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from university.adapters.memory.store import MemoryStore
from university.adapters.memory.versions import Version
from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment
from university.domain.gradesheet import GradeSheet
from university.domain.holds import Hold
from university.domain.identity import User
from university.domain.people import Professor, Student
from university.domain.terms import Term


class MemoryCampusStore:
    """Fulfils CampusStore."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    def prepare(self) -> None:
        """Nothing needs to be made."""

    def fill(self, campus: Campus, *, replace: bool) -> bool:
        """Store the campus; False when there is one and it should stay."""
        with self._store.lock:
            if any(self._store.tables.values()) and not replace:
                return False
            self._store.tables = _tables(campus)
            return True


def _tables(campus: Campus) -> dict[type, dict[Hashable, Any]]:
    return {
        Department: {department.code: department for department in campus.departments},
        Course: {course.code: course for course in campus.courses},
        Professor: {professor.number: professor for professor in campus.professors},
        Term: {term.code: term for term in campus.terms},
        Section: {section.id: section for section in campus.sections},
        Student: {student.number: student for student in campus.students},
        User: {user.id: user for user in campus.users},
        Enrolment: {(e.student, e.section): e for e in campus.enrolments},
        GradeSheet: {sheet.section: sheet for sheet in campus.sheets},
        Version: {(GradeSheet, sheet.section): Version(1) for sheet in campus.sheets},
        Hold: {hold.id: hold for hold in campus.holds},
    }
