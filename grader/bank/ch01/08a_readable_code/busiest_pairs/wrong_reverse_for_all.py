# kind: anticipated
# message: which `reverse=True` would turn round as well
from collections import Counter, defaultdict


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    held = defaultdict(list)
    for student, section in enrolments:
        held[student].append(section)
    shared = Counter(pair for sections in held.values() for pair in combinations(sorted(sections), 2))
    triples = [(one, other, count) for (one, other), count in shared.items()]
    return sorted(triples, key=lambda triple: (triple[2], triple[0], triple[1]), reverse=True)[:most]
