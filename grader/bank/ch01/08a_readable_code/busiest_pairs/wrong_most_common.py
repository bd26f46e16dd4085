# kind: anticipated
# message: `most_common` keeps equal numbers in the order in which they came
from collections import Counter, defaultdict


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    held = defaultdict(list)
    for student, section in enrolments:
        held[student].append(section)
    shared = Counter(pair for sections in held.values() for pair in combinations(sorted(sections), 2))
    return [(one, other, count) for (one, other), count in shared.most_common(most)]
