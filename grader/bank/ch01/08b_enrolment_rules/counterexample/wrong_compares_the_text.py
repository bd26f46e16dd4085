# kind: anticipated
# message: compare numbers, not their text
import itertools
import random

from university.domain.grading import POINTS
from university.domain.grading import gpa as right

PAIRS = list(itertools.product([*POINTS, "I", "W", "P", "AU"], range(7)))


def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    dice = random.Random(1)
    for transcript in [[], *([pair] for pair in PAIRS), *(dice.choices(PAIRS, k=n % 10 + 2) for n in range(9000))]:
        try:
            if repr(gpa(list(transcript))) != repr(right(transcript)):
                return transcript
        except Exception:
            return transcript
    return None
