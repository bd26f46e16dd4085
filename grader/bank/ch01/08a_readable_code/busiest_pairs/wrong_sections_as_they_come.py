# kind: anticipated
# message: (BIO, CHE) and (CHE, BIO) are one pair
from collections import Counter, defaultdict


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    held = defaultdict(list)
    for student, section in enrolments:
        held[student].append(section)
    shared = Counter(pair for sections in held.values() for pair in combinations(sections, 2))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [(one, other, count) for (one, other), count in ranked[:most]]
