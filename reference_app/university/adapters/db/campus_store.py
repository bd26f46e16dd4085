"""A whole campus in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from university.adapters.db.base import Base
from university.adapters.db.catalogue_rows import (
    CourseRow,
    DepartmentRow,
    MeetingRow,
    PrerequisiteRow,
    SectionRow,
    TermRow,
)
from university.adapters.db.engine import kind_of
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.failures import plain_words
from university.adapters.db.student_rows import CompletionRow, StudentRow
from university.adapters.db.tables import metadata
from university.application.ports.campus_store import Campus
from university.application.ports.schema import Schema
from university.domain.catalogue import Section
from university.domain.enrolment import Status

Row = dict[str, Any]


class DatabaseCampusStore:
    """Fulfils CampusStore."""

    def __init__(self, engine: Engine, schema: Schema) -> None:
        self._engine = engine
        self._schema = schema

    def prepare(self) -> None:
        """Bring the schema to the latest revision."""
        self._schema.upgrade()

    def fill(self, campus: Campus, *, replace: bool) -> bool:
        """Store the campus; False when there is one and it should stay."""
        with plain_words(), kind_of(self._engine).exclusive(self._engine) as connection:
            if connection.scalar(select(DepartmentRow.code).limit(1)) is not None:
                if not replace:
                    return False
                for table in reversed(metadata().sorted_tables):
                    connection.execute(delete(table))
            for rows, values in _rows(campus):
                if values:
                    connection.execute(insert(rows), values)
        return True


def _rows(campus: Campus) -> Iterator[tuple[type[Base], list[Row]]]:
    """Tables in an order that respects foreign keys, with what goes into them."""
    yield DepartmentRow, [{"code": d.code, "name": d.name, "about": d.about} for d in campus.departments]
    yield (
        CourseRow,
        [
            {
                "code": c.code,
                "title": c.title,
                "department": c.department,
                "credits": c.credits,
                "description": c.description,
            }
            for c in campus.courses
        ],
    )
    yield (
        PrerequisiteRow,
        [{"course": c.code, "requires": code} for c in campus.courses for code in sorted(c.prerequisites)],
    )
    term = campus.term
    yield TermRow, [{name: getattr(term, name) for name in term.__slots__}]
    taken = Counter((enrolment.section, enrolment.status) for enrolment in campus.enrolments)
    yield SectionRow, [_section(section, taken) for section in campus.sections]
    yield (
        MeetingRow,
        [
            {"section": s.id, "day": int(m.day), "starts": m.start, "ends": m.end, "room": m.room}
            for s in campus.sections
            for m in s.meetings
        ],
    )
    yield StudentRow, [{"number": s.number, "name": s.name} for s in campus.students]
    yield (
        CompletionRow,
        [{"student": s.number, "course": code} for s in campus.students for code in sorted(s.completed)],
    )
    yield (
        EnrolmentRow,
        [
            {"student": e.student, "section": e.section, "status": e.status.value, "since": e.since}
            for e in campus.enrolments
        ],
    )


def _section(section: Section, taken: Counter[tuple[str, Status]]) -> Row:
    return {
        "id": section.id,
        "course": section.course,
        "term": section.term,
        "instructor": section.instructor,
        "capacity": section.capacity,
        "waitlist_capacity": section.waitlist_capacity,
        "enrolled": taken[section.id, Status.ENROLLED],
        "waiting": taken[section.id, Status.WAITLISTED],
    }
