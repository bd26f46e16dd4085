# kind: anticipated
import itertools
import random
import time

from university.domain.grading import POINTS
from university.domain.grading import gpa as right

PAIRS = list(itertools.product([*POINTS, "I", "W", "P", "AU"], range(7)))


def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    expected, dice, stop = right([]), random.Random(), time.monotonic() + 2
    transcript, tries = [], 0
    while time.monotonic() < stop and tries < 40_000:
        tries += 1
        try:
            answer = gpa(transcript[:])
            if (type(answer), answer) != (type(expected), expected):
                return transcript
        except Exception:
            return transcript
        few = dice.choices(PAIRS, k=dice.choice((1, 2, 3)))  # few different pairs, so that equal ones are common
        transcript = dice.choices(few, k=dice.choice((1, 1, 2, 2, 3, 5, 8, 13)))
        expected = right(transcript)
    return None
