"""Academic records in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from university.adapters.memory.store import Tables
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.record import AcademicRecord, CourseResult
from university.domain.terms import Term


class MemoryRecords:
    """Fulfils RecordRepository."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def of(self, student: str, before: Term | None = None) -> AcademicRecord:
        """The record; with `before`, of terms that start earlier than that one."""
        results: list[tuple[date, CourseResult]] = []
        in_progress: set[str] = set()
        for enrolment, section, term in self._places(student, before):
            course = self._tables[Course][section.course]
            grade = self._grade(enrolment)
            if grade is not None:
                results.append((term.starts, CourseResult(course.code, term.code, course.credits, grade)))
            elif enrolment.status is Status.ENROLLED:
                in_progress.add(course.code)
        results.sort(key=lambda dated: (dated[0], dated[1].course))
        return AcademicRecord(tuple(result for _, result in results), frozenset(in_progress))

    def _places(self, student: str, before: Term | None) -> Iterator[tuple[Enrolment, Section, Term]]:
        sections, terms = self._tables[Section], self._tables[Term]
        for enrolment in self._tables[Enrolment].where("student", student):
            section = sections[enrolment.section]
            term = terms[section.term]
            if before is None or term.starts < before.starts:
                yield enrolment, section, term

    def _grade(self, enrolment: Enrolment) -> str | None:
        """The grade that counts by now, or None."""
        if enrolment.status is Status.WITHDRAWN:
            return "W"
        sheet = self._tables[GradeSheet].get(enrolment.section)
        return sheet.grades.get(enrolment.student) if sheet and sheet.state is SheetState.POSTED else None
