"""A whole campus in memory."""

from __future__ import annotations

from typing import Any

from university.adapters.memory.store import MemoryStore
from university.adapters.memory.table import Table
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


_last: list[tuple[Campus, dict[type, Table[Any]]]] = []
"""The campus that was stored last, and its tables: most processes store one, tests the same for each site."""


def _tables(campus: Campus) -> dict[type, Table[Any]]:
    if not _last or _last[0][0] is not campus:
        _last[:] = [(campus, _made(campus))]
    _, tables = _last[0]
    return {kind: rows.copied() for kind, rows in tables.items()}


def _made(campus: Campus) -> dict[type, Table[Any]]:
    return {
        Department: Table({department.code: department for department in campus.departments}),
        Course: Table({course.code: course for course in campus.courses}),
        Professor: Table({professor.number: professor for professor in campus.professors}),
        Term: Table({term.code: term for term in campus.terms}),
        Section: Table({section.id: section for section in campus.sections}),
        Student: Table({student.number: student for student in campus.students}),
        User: Table({user.id: user for user in campus.users}),
        Enrolment: Table({(e.student, e.section): e for e in campus.enrolments}),
        GradeSheet: Table({sheet.section: sheet for sheet in campus.sheets}),
        Version: Table({(GradeSheet, sheet.section): Version(1) for sheet in campus.sheets}),
        Hold: Table({hold.id: hold for hold in campus.holds}),
    }
