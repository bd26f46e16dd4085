# kind: anticipated
# message: exact half of a hundredth must round up
def counterexample(gpa: Callable[[list[tuple[str, int]]], Decimal | None]) -> list[tuple[str, int]] | None:
    cases = {
        Decimal("3.00"): [("A", 3), ("F", 1)],
        Decimal("4.00"): [("A", 3), ("W", 3)],
        Decimal("3.48"): [("A", 1), ("B+", 3)],
        None: [],
    }
    for expected, transcript in cases.items():
        try:
            if gpa(transcript) != expected:
                return transcript
        except Exception:
            return transcript
    return None
