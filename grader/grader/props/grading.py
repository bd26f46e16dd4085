"""Implementations of `gpa`, right and faulty ones, for tasks that test a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from grader.vocabulary.foreign import beside, class_names

Transcript = list[tuple[str, int]]
"""(grade, credits) pairs."""

Average = Callable[[Transcript], Decimal | None]

_TENTHS = {
    "A": 40,
    "A-": 37,
    "B+": 33,
    "B": 30,
    "B-": 27,
    "C+": 23,
    "C": 20,
    "C-": 17,
    "D+": 13,
    "D": 10,
    "F": 0,
}
_WITHOUT_POINTS = ("I", "W", "P", "AU")
_CREDITS = range(7)
_CENT = Decimal("0.01")

MOST_TRIES = 100_000
"""Transcripts that a search may try on one implementation."""


class TooManyTries(BaseException):
    """Ends a search past its limit. No `Exception`: a search would take that for a fault."""


def implementation(name: str) -> Average:
    """The implementation of `gpa` called `name`; all look alike from outside.

    Raises ValueError for an unknown name.
    """
    if name not in _IMPLEMENTATIONS:
        raise ValueError(f"There is no implementation {name!r}; choose one of {', '.join(_IMPLEMENTATIONS)}.")
    chosen = _IMPLEMENTATIONS[name]

    def gpa(grades: Transcript) -> Decimal | None:
        return chosen(list(grades))

    return gpa


JUDGED = frozenset({"try_on"})
"""Names that a judge takes from its own copy of this module: they decide, so nobody may have changed them."""


def try_on(counterexample: Callable[[Average], object], name: str) -> str:
    """What `counterexample` achieves on the implementation `name`, in words.

    One of `fault found`, `no fault found` (it returned None), `no transcript: …`, `no fault: …` (the
    implementation is right on the transcript it returned) and `stopped: …` (it tried more than MOST_TRIES).
    Its own exceptions pass through.
    """
    gpa = implementation(name)
    try:
        found = counterexample(beside(counterexample, __name__, "counted")(name))
    except BaseException as error:
        if TooManyTries.__name__ in class_names(error):
            return f"stopped: more than {MOST_TRIES:,} transcripts tried; draw the long ones by chance"
        raise
    if found is None:
        return "no fault found"
    if not isinstance(found, list) or not _is_transcript(found):
        return f"no transcript: {found!r:.80}"
    try:
        answer = gpa(found)
    except Exception:
        return "fault found"
    right = exact(found)
    if type(answer) is type(right) and answer == right:
        return f"no fault: {right} is right for {found!r:.80}"
    return "fault found"


def counted(name: str) -> Average:
    """An implementation, until it was asked too often: then it raises TooManyTries."""
    average, tries = implementation(name), 0

    def gpa(grades: Transcript) -> Decimal | None:
        nonlocal tries
        tries += 1
        if tries > MOST_TRIES:
            raise TooManyTries
        return average(grades)

    return gpa


def _is_transcript(found: list[object]) -> bool:
    """Whether every element is a pair of a known grade and 0 to 6 credits."""
    return all(
        type(pair) is tuple
        and len(pair) == 2
        and type(pair[0]) is str
        and (pair[0] in _TENTHS or pair[0] in _WITHOUT_POINTS)
        and type(pair[1]) is int
        and pair[1] in _CREDITS
        for pair in found
    )


def exact(grades: Transcript) -> Decimal | None:
    """The average weighted by credits, to two places, halves up; None when nothing counts."""
    return _rounded(_counting(grades))


def _counting(grades: Transcript) -> Transcript:
    return [(grade, credits) for grade, credits in grades if grade not in _WITHOUT_POINTS]


def _rounded(
    grades: Transcript,
    *,
    rounding: str = ROUND_HALF_UP,
    tenths: Mapping[str, int] = _TENTHS,
    credits: int | None = None,
    nothing: Decimal | None = None,
) -> Decimal | None:
    total = sum(weight for _, weight in grades) if credits is None else credits
    if total == 0:
        return nothing
    points = sum((Decimal(tenths[grade]) * weight for grade, weight in grades), Decimal(0)) / 10
    return (points / total).quantize(_CENT, rounding)


def _by_fractions(grades: Transcript) -> Decimal | None:
    counting = _counting(grades)
    total = sum(credits for _, credits in counting)
    if total == 0:
        return None
    average = Fraction(sum(_TENTHS[grade] * credits for grade, credits in counting), 10 * total)
    return Decimal(int(average * 100 + Fraction(1, 2))) * _CENT


def _without_closing_zeros(grades: Transcript) -> Decimal | None:
    average = exact(grades)
    return None if average is None else average.normalize()


def _by_floats(grades: Transcript) -> Decimal | None:
    counting = _counting(grades)
    total = sum(credits for _, credits in counting)
    if total == 0:
        return None
    return Decimal(f"{sum(_TENTHS[grade] / 10 * credits for grade, credits in counting) / total:.2f}")


def _unweighted(grades: Transcript) -> Decimal | None:
    return _rounded([(grade, 1) for grade, credits in _counting(grades) if credits])


def _withdrawn_as_zero(grades: Transcript) -> Decimal | None:
    return _rounded(
        [
            ("F" if grade == "W" else grade, weight)
            for grade, weight in grades
            if grade not in ("I", "P", "AU")
        ]
    )


def _failed_left_out(grades: Transcript) -> Decimal | None:
    return _rounded([(grade, credits) for grade, credits in _counting(grades) if grade != "F"])


def _returns_floats(grades: Transcript) -> Any:
    average = exact(grades)
    return None if average is None else float(average)


def _fails_for_no_credits(grades: Transcript) -> Decimal | None:
    counting = _counting(grades)
    if not counting:
        return None
    points = sum((Decimal(_TENTHS[grade]) * credits for grade, credits in counting), Decimal(0)) / 10
    return (points / sum(credits for _, credits in counting)).quantize(_CENT, ROUND_HALF_UP)


def _fails_for_the_empty_one(grades: Transcript) -> Decimal | None:
    names, credits = zip(*grades, strict=True)  # there is nothing to unpack
    return exact(list(zip(names, credits, strict=True)))


_IMPLEMENTATIONS: dict[str, Average] = {
    "exact": exact,
    "exact by fractions": _by_fractions,
    "exact without closing zeros": _without_closing_zeros,
    "unweighted": _unweighted,
    "rounded down": lambda grades: _rounded(_counting(grades), rounding=ROUND_DOWN),
    "halves to even": lambda grades: _rounded(_counting(grades), rounding=ROUND_HALF_EVEN),
    "floats": _by_floats,
    "equal pairs once": lambda grades: _rounded(list(dict.fromkeys(_counting(grades)))),
    "withdrawn as zero": _withdrawn_as_zero,
    "failed left out": _failed_left_out,
    "zero for nothing": lambda grades: _rounded(_counting(grades), nothing=Decimal("0.00")),
    "D+ as D": lambda grades: _rounded(_counting(grades), tenths={**_TENTHS, "D+": 10}),
    "at most four": lambda grades: _rounded(_counting(grades)[:4]),
    "returns floats": _returns_floats,
    "fails for no credits": _fails_for_no_credits,
    "fails for the empty one": _fails_for_the_empty_one,
}
