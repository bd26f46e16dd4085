# kind: anticipated
import itertools
import random
from fractions import Fraction

TENTHS = {"A": 40, "A-": 37, "B+": 33, "B": 30, "B-": 27, "C+": 23, "C": 20, "C-": 17, "D+": 13, "D": 10, "F": 0}
PAIRS = [(grade, credits) for grade in [*TENTHS, *"IWP", "AU"] for credits in range(7)]


def by_hand(transcript):
    """The right answer, and its type's name, by whole numbers alone."""
    counting = [(TENTHS[grade], credits) for grade, credits in transcript if grade in TENTHS]
    if not (total := sum(credits for _, credits in counting)):
        return "NoneType", None
    hundredths = int(Fraction(10 * sum(points * credits for points, credits in counting), total) + Fraction(1, 2))
    return "Decimal", Decimal(hundredths) / 100


def said(gpa, transcript):
    try:
        answer = gpa(transcript.copy())
    except Exception as error:
        return "exception", error
    return type(answer).__name__, answer


def long_ones():
    dice = random.Random(2027)
    for length in list(range(3, 16)) * 300:
        yield [dice.choice(PAIRS) for _ in range(length)]


def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    tries = itertools.chain([[]], ([pair] for pair in PAIRS), map(list, itertools.product(PAIRS, PAIRS)), long_ones())
    return next((transcript for transcript in tries if said(gpa, transcript) != by_hand(transcript)), None)
