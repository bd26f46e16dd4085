"""The grade scale and averages on it, in exact decimals."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from university.domain.errors import InvalidValue

POINTS = {
    grade: Decimal(points)
    for grade, points in {
        "A": "4.0", "A-": "3.7", "B+": "3.3", "B": "3.0", "B-": "2.7", "C+": "2.3",
        "C": "2.0", "C-": "1.7", "D+": "1.3", "D": "1.0", "F": "0.0",
    }.items()
}  # fmt: skip
"""Grade points of the common four-point scale."""

WITHOUT_POINTS = frozenset({"I", "W", "P", "AU"})
"""Incomplete, withdrawn, pass and audit: on the transcript, not in the average."""

GRADES = (*POINTS, *sorted(WITHOUT_POINTS))
"""Every grade that a transcript may carry."""


class GradePointAverage(Protocol):
    """How grades become one number."""

    def __call__(self, grades: Iterable[tuple[str, int]], /) -> Decimal | None:
        """The average of (grade, credits) pairs."""


def gpa(grades: Iterable[tuple[str, int]]) -> Decimal | None:
    """The average weighted by credits, to two places, halves up; None when nothing counts.

    Raises InvalidValue for a grade that the scale does not know.
    """
    points, credits = Decimal(0), 0
    for grade, weight in grades:
        if grade in WITHOUT_POINTS:
            continue
        points += POINTS[known(grade)] * weight
        credits += weight
    if credits == 0:
        return None
    return (points / credits).quantize(Decimal("0.01"), ROUND_HALF_UP)


def known(grade: str) -> str:
    """The grade itself. Raises InvalidValue for one that no transcript may carry."""
    if grade not in GRADES:
        raise InvalidValue(f"{grade!r} is no grade.", remedy=f"Use one of {', '.join(GRADES)}.")
    return grade


def is_at_least(grade: str, minimum: str) -> bool:
    """Whether the grade passes with `minimum` or better. A P shows a pass, and no more than that."""
    if grade == "P":
        return minimum == "D"
    return POINTS.get(grade, Decimal(0)) >= max(POINTS[minimum], POINTS["D"])
