"""Transcripts: what the university confirms about a student, at one moment, for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from university.domain.errors import DomainError
from university.domain.grading import GradePointAverage
from university.domain.holds import Hold, Service, blocking
from university.domain.record import AcademicRecord, CourseResult, RepeatPolicy


class TranscriptBlocked(DomainError):
    """A hold stands against issuing a transcript."""

    code = "transcript.blocked"


@dataclass(frozen=True, slots=True)
class Transcript:
    """An issued transcript. A later one has the next `version`; none is ever changed."""

    student: str
    version: int
    issued_at: datetime
    lines: tuple[CourseResult, ...]
    credits_earned: int
    gpa: Decimal | None


def issue(
    student: str,
    record: AcademicRecord,
    *,
    holds: Iterable[Hold],
    latest_version: int,
    now: datetime,
    average: GradePointAverage,
    repeats: RepeatPolicy,
) -> Transcript:
    """The next transcript; `latest_version` is 0 for the first. Raises TranscriptBlocked."""
    against = blocking(holds, Service.TRANSCRIPT)
    if against:
        raise TranscriptBlocked(
            f"A hold stands against a transcript: {'; '.join(hold.reason for hold in against)}.",
            remedy="Settle it with the office that placed the hold.",
        )
    counting = [(result.grade, result.credits) for result in repeats(record.results)]
    return Transcript(
        student, latest_version + 1, now, record.results, record.credits_earned, average(counting)
    )
