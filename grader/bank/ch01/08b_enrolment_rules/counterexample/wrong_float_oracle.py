# kind: anticipated
# message: a test that blames right code
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
        counting = [(POINTS[grade], credits) for grade, credits in transcript if grade in POINTS]
        total = sum(credits for _, credits in counting)
        expected = round(sum(float(points) * credits for points, credits in counting) / total, 2) if total else None
        try:
            answer = gpa(list(transcript))
        except Exception:
            return transcript
        if (None if answer is None else float(answer)) != expected:
            return transcript
    return None
