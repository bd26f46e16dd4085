# kind: anticipated
# message: Any exception is a fault: Decimal raises InvalidOperation there, not ZeroDivisionError
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
        except ZeroDivisionError:
            return transcript
        if type(answer) is not type(expected) or answer != expected:
            return transcript
    return None
