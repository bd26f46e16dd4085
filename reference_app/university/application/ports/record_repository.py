"""What students have behind them, as the posted grade sheets say."""

from __future__ import annotations

from typing import Protocol

from university.domain.record import AcademicRecord
from university.domain.terms import Term


class RecordRepository(Protocol):
    """Academic records, always worked out from the sheets: nobody keeps a second list."""

    def of(self, student: str, before: Term | None = None) -> AcademicRecord:
        """The record: posted grades, and a W for every withdrawal, ordered by term and course.

        A course in which the student sits without a posted grade is in progress. With `before`, only terms
        count that start earlier than that one.
        """
