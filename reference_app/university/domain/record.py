"""What a student has behind them, and transcripts: what of it the university confirms, for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from university.domain.errors import DomainError
from university.domain.grading import POINTS, GradePointAverage, is_at_least
from university.domain.holds import Hold, Service, blocking


@dataclass(frozen=True, slots=True)
class CourseResult:
    """One attempt at a course, with its posted grade."""

    course: str
    term: str
    credits: int
    grade: str


@dataclass(frozen=True, slots=True)
class AcademicRecord:
    """`results` in the order of terms; `in_progress` holds the courses of a term that has no grades yet."""

    results: tuple[CourseResult, ...] = ()
    in_progress: frozenset[str] = frozenset()

    @property
    def completed(self) -> frozenset[str]:
        """Codes of the courses that were passed at least once."""
        return frozenset(result.course for result in self.results if is_at_least(result.grade, "D"))

    @property
    def credits_earned(self) -> int:
        """Credits of the passed courses; a repeated course counts once."""
        return sum({r.course: r.credits for r in self.results if is_at_least(r.grade, "D")}.values())

    def has_passed(self, course: str, minimum: str = "D") -> bool:
        """Whether any attempt reached `minimum`."""
        return any(r.course == course and is_at_least(r.grade, minimum) for r in self.results)


class RepeatPolicy(Protocol):
    """Which attempts at a course count in the average."""

    def __call__(self, results: Iterable[CourseResult], /) -> list[CourseResult]:
        """The results that count."""


def best_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
    """Of several attempts at one course that with the most points, the later of equals."""
    best: dict[str, CourseResult] = {}
    counting: list[CourseResult] = []
    for result in results:
        if result.grade not in POINTS:
            counting.append(result)
        elif (old := best.get(result.course)) is None or POINTS[result.grade] >= POINTS[old.grade]:
            best[result.course] = result
    return [*best.values(), *counting]


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


def issue_transcript(
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
    if against := blocking(holds, Service.TRANSCRIPT):
        raise TranscriptBlocked(
            f"A hold stands against a transcript: {'; '.join(hold.reason for hold in against)}.",
            remedy="Settle it with the office that placed the hold.",
        )
    gpa = average((result.grade, result.credits) for result in repeats(record.results))
    return Transcript(student, latest_version + 1, now, record.results, record.credits_earned, gpa)
