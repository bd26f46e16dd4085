# kind: anticipated
# message: stopped: more than 100,000 transcripts tried; draw the long ones by chance
import itertools
import random

from university.domain.grading import POINTS
from university.domain.grading import gpa as right

PAIRS = list(itertools.product([*POINTS, "I", "W", "P", "AU"], range(7)))


def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    for transcript in itertools.chain([[]], map(list, itertools.product(PAIRS, repeat=3))):
        expected = right(transcript)
        try:
            answer = gpa(list(transcript))
        except Exception:
            return transcript
        if type(answer) is not type(expected) or answer != expected:
            return transcript
    return None
