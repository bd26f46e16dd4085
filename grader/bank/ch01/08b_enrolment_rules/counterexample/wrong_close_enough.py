# kind: anticipated
# message: one hundredth off when rounded the wrong way: try many, and compare exactly
import itertools
import random

from university.domain.grading import POINTS
from university.domain.grading import gpa as right

PAIRS = list(itertools.product([*POINTS, "I", "W", "P", "AU"], range(7)))


def transcripts():
    yield []
    for length in (1, 2):
        yield from map(list, itertools.product(PAIRS, repeat=length))
    dice = random.Random(1)
    for _ in range(5000):
        yield dice.choices(PAIRS, k=dice.randint(3, 12))


def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    for transcript in transcripts():
        expected = right(transcript)
        try:
            answer = gpa(list(transcript))
        except Exception:
            return transcript
        if (answer is None) != (expected is None):
            return transcript
        if answer is not None and abs(float(answer) - float(expected)) >= 0.02:
            return transcript
    return None
