"""What a student has behind them: posted results, and courses that are still running."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from university.domain.grading import POINTS, is_at_least


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


NOTHING_YET = AcademicRecord()
"""The record of a new student."""


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
