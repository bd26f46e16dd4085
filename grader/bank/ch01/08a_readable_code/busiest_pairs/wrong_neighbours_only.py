# kind: anticipated
# message: not only those that stand side by side
from collections import Counter, defaultdict
from itertools import pairwise


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    held = defaultdict(list)
    for student, section in enrolments:
        held[student].append(section)
    shared = Counter(pair for sections in held.values() for pair in pairwise(sorted(sections)))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [(one, other, count) for (one, other), count in ranked[:most]]
