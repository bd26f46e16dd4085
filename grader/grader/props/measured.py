"""Counted work, for tasks that ask for fewer steps: a count is the same on every machine, seconds are not."""

from __future__ import annotations

from collections.abc import Callable

Enrolments = list[tuple[str, str]]
"""(student number, section id) pairs."""

_DEPARTMENTS = ("BIO", "CHE", "ECO", "MAT", "PHY", "STA")

BusiestPairs = Callable[[Enrolments, int], object]


class Count:
    """How often something happened."""

    def __init__(self) -> None:
        self.steps = 0


class CountedText(str):
    """Text like any other that counts each comparison (`==`, `<` and their kin) and each hash of it.

    Two of them are never the same object, so that no comparison is saved by identity; `str()` gives the text
    itself back, so that a conversion does not end the count.
    """

    __slots__ = ("_count",)
    _count: Count

    def __new__(cls, text: str, count: Count) -> CountedText:
        """Text whose comparisons and hashes are added to `count`."""
        made = super().__new__(cls, text)
        made._count = count
        return made

    def __str__(self) -> str:
        return self

    def __hash__(self) -> int:
        self._count.steps += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        self._count.steps += 1
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        self._count.steps += 1
        return super().__ne__(other)

    def __lt__(self, other: str) -> bool:
        self._count.steps += 1
        return super().__lt__(other)

    def __le__(self, other: str) -> bool:
        self._count.steps += 1
        return super().__le__(other)

    def __gt__(self, other: str) -> bool:
        self._count.steps += 1
        return super().__gt__(other)

    def __ge__(self, other: str) -> bool:
        self._count.steps += 1
        return super().__ge__(other)


def term(students: int, sections: int, each: int = 3) -> Enrolments:
    """Enrolments of a made-up term in a mixed order, the same ones in every run.

    Every student holds `each` different sections, or fewer where two choices coincide. There are at
    most 96 sections.
    """
    numbers = [f"{level}0{last}" for last in range(1, 5) for level in range(1, 5)]
    ids = [f"{code}-{number}-A" for number in numbers for code in _DEPARTMENTS]
    chosen: dict[tuple[str, str], None] = {}
    state = students
    for place in range(students * each):
        state = (state * 1103515245 + 12345) % 2**31  # a small generator of our own: equal on every Python
        favourite = (state >> 16) % sections * ((state >> 8) % sections) // sections
        chosen[f"S-{1001 + place % students}", ids[favourite]] = None
    return list(chosen)


def steps(function: BusiestPairs, enrolments: Enrolments, most: int) -> int:
    """How many comparisons and hashes of student numbers `function(enrolments, most)` makes."""
    return _run(function, enrolments, most)[1]


def within(limit: int, function: BusiestPairs, enrolments: Enrolments, most: int) -> object:
    """What `function(enrolments, most)` returns when it keeps to the limit; otherwise how many steps it took.

    `limit` is the number of comparisons and hashes of student numbers for each enrolment.
    """
    answer, taken = _run(function, enrolments, most)
    allowed = limit * len(enrolments)
    if taken > allowed:
        return f"{taken:,} comparisons and hashes of student numbers; at most {allowed:,} are allowed"
    return answer


def of_large_term(function: BusiestPairs, students: int, sections: int, most: int) -> object:
    """What `function` returns for the plain enrolments of such a term, within the time that a test cell has.

    Steps are counted where the learner's code runs, so a learner could count none. The time of a test cell is
    measured outside: in a term this large, only few steps for each enrolment come to an end in it.
    """
    return function(term(students, sections), most)


def _run(function: BusiestPairs, enrolments: Enrolments, most: int) -> tuple[object, int]:
    count = Count()
    answer = function([(CountedText(student, count), section) for student, section in enrolments], most)
    return answer, count.steps
