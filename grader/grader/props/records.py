"""Attempts at courses, and the university's own records with a learner's policy on repeats in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from grader.props.morning import clock
from university.application.front_desk import FRONT_DESK
from university.application.records import Records
from university.bootstrap import build
from university.domain.record import CourseResult
from university.settings import Settings

Attempt = tuple[str, str, str]
"""(course, term, grade)."""
Policy = Callable[[Iterable[CourseResult]], Iterable[CourseResult]]


def results(*attempts: Attempt) -> list[CourseResult]:
    """Results of three credits each, in this order."""
    return [CourseResult(course, term, 3, grade) for course, term, grade in attempts]


def counting(policy: Policy, *attempts: Attempt) -> list[Attempt]:
    """The attempts that count by the policy, in the order of the alphabet."""
    return _sorted(policy(results(*attempts)))


def counting_once(policy: Policy, *attempts: Attempt) -> list[Attempt]:
    """The same, when the results can be gone through a single time."""
    return _sorted(policy(iter(results(*attempts))))


def averages(policy: Policy, *students: str) -> list[str]:
    """The averages, such as `3.48`, in the university's records with the policy in their slot."""
    container = build(Settings(database_url="memory:"), {"grading.repeats": policy, "clock": clock})
    try:
        records = container.get(Records)
        return [str(records.record(FRONT_DESK, student).gpa) for student in students]
    finally:
        container.close()


def _sorted(counted: Iterable[CourseResult]) -> list[Attempt]:
    told: Iterator[Attempt] = ((one.course, one.term, one.grade) for one in counted)
    return sorted(told)
