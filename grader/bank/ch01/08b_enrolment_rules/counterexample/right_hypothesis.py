# kind: anticipated
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from university.domain.grading import POINTS
from university.domain.grading import gpa as right

PAIRS = [(grade, credits) for grade in [*POINTS, "I", "W", "P", "AU"] for credits in range(7)]


def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    def wrong(transcript):
        try:
            answer = gpa(list(transcript))
        except Exception:
            return True
        expected = right(transcript)
        return type(answer) is not type(expected) or answer != expected

    for transcript in [[], *([pair] for pair in PAIRS), *([one, other] for one in PAIRS for other in PAIRS)]:
        if wrong(transcript):
            return transcript
    longer = st.lists(st.sampled_from(PAIRS), min_size=3, max_size=12)
    limits = settings(derandomize=True, database=None, deadline=None, max_examples=500, phases=[Phase.generate, Phase.shrink])
    try:
        return find(longer, wrong, settings=limits)
    except NoSuchExample:
        return None
