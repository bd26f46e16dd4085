"""The academic record as a student or the registrar reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from university.application.errors import no_student
from university.application.ports.record_repository import RecordRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import Units
from university.domain.access import Action, reach
from university.domain.grading import GradePointAverage
from university.domain.identity import User
from university.domain.people import Student
from university.domain.record import AcademicRecord, CourseResult, RepeatPolicy

__all__ = ["RecordOverview", "Records", "TermResults"]


@dataclass(frozen=True, slots=True)
class TermResults:
    """One term's results; `gpa` counts every attempt of that term, None where nothing counts."""

    term: str
    results: tuple[CourseResult, ...]
    credits_earned: int
    gpa: Decimal | None


@dataclass(frozen=True, slots=True)
class RecordOverview:
    """A student's record: `terms` in the order of time, `in_progress` codes of courses without a grade yet.

    `gpa` is over all terms, by the university's policy on repeated courses, whose credits count once.
    """

    student: Student
    terms: tuple[TermResults, ...]
    in_progress: tuple[str, ...]
    credits_earned: int
    gpa: Decimal | None


class Records:
    """Where a record is read."""

    def __init__(self, units: Units, average: GradePointAverage, repeats: RepeatPolicy) -> None:
        self._units = units
        self._average = average
        self._repeats = repeats

    def record(self, user: User, student: str) -> RecordOverview:
        """The student's results and averages. Raises Forbidden, and NotFound beyond the reach."""
        within = reach(user, Action.SEE_RECORD)
        with self._units() as work:
            found = work[StudentRepository].get(student, within=within)
            if found is None:
                raise no_student(student)
            record = work[RecordRepository].of(student)
        by_term = groupby(record.results, key=lambda result: result.term)
        return RecordOverview(
            found,
            tuple(self._term(term, tuple(results)) for term, results in by_term),
            tuple(sorted(record.in_progress)),
            record.credits_earned,
            self._gpa(self._repeats(record.results)),
        )

    def _term(self, code: str, results: tuple[CourseResult, ...]) -> TermResults:
        return TermResults(code, results, AcademicRecord(results).credits_earned, self._gpa(results))

    def _gpa(self, results: Iterable[CourseResult]) -> Decimal | None:
        return self._average((result.grade, result.credits) for result in results)
