"""The faulty averages are faulty, the right ones right, and a counterexample is judged by its own merit."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from random import Random

import pytest

from grader.props.grading import Average, Transcript, implementation, try_on
from university.domain.grading import POINTS, WITHOUT_POINTS, gpa

RIGHT = ("exact", "exact by fractions", "exact without closing zeros")
FAULTY = (
    "unweighted",
    "rounded down",
    "halves to even",
    "floats",
    "equal pairs once",
    "withdrawn as zero",
    "failed left out",
    "zero for nothing",
    "D+ as D",
    "at most four",
    "returns floats",
    "fails for no credits",
    "fails for the empty one",
)


def transcripts() -> list[Transcript]:
    pairs = list(product([*POINTS, *sorted(WITHOUT_POINTS)], range(7)))
    chance = Random(2)  # noqa: S311  (test data, the same in every run)
    found: list[Transcript] = [[], *([pair] for pair in pairs)]
    return found + [chance.choices(pairs, k=chance.randint(2, 8)) for _ in range(3000)]


def first_difference(average: Average) -> Transcript | None:
    for grades in transcripts():
        try:
            answer = average(grades)
        except (ArithmeticError, ValueError):
            return grades
        if type(answer) is not type(gpa(grades)) or answer != gpa(grades):
            return grades
    return None


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_implementation_agrees_with_the_app(name: str) -> None:
    assert first_difference(implementation(name)) is None


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_implementation_can_be_found_out(name: str) -> None:
    assert try_on(first_difference, name) == "fault found"


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (None, "no fault found"),
        ([("A", 3)], "no fault: 4.00 is right for [('A', 3)]"),
        ([("A", 3), ("F", 1)], "fault found"),
        (("A", 3), "no transcript: ('A', 3)"),
        ([("Z", 3)], "no transcript: [('Z', 3)]"),
        ([("A", 7)], "no transcript: [('A', 7)]"),
        ([("A", True)], "no transcript: [('A', True)]"),
    ],
)
def test_what_is_returned_decides(found: object, verdict: str) -> None:
    assert try_on(lambda _: found, "unweighted") == verdict


def test_the_empty_transcript_alone_breaks_one_of_them() -> None:
    average = implementation("fails for the empty one")
    assert [grades for grades in transcripts() if grades and average(grades) != gpa(grades)] == []
    with pytest.raises(ValueError, match="unpack"):
        average([])


@pytest.mark.parametrize(
    ("tries", "verdict"),
    [
        (10, "no fault found"),
        (11, "stopped: more than 10 transcripts tried; draw the long ones by chance"),
    ],
)
def test_a_search_has_a_limit(tries: int, verdict: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(average: Average) -> object:
        for _ in range(tries):
            with suppress(Exception):  # the limit gets through
                average([])
        return None

    monkeypatch.setattr("grader.props.grading.MOST_TRIES", 10)
    assert try_on(search, "exact") == verdict


def test_a_failing_search_is_not_a_find() -> None:
    def stub(_: Average) -> object:
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        try_on(stub, "unweighted")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="halves to even"):
        implementation("perfect")
