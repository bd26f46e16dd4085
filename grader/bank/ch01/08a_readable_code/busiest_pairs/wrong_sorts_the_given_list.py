# kind: anticipated
# message: `sort()` reorders it in place
from collections import Counter
from itertools import groupby


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    enrolments.sort(key=lambda enrolment: enrolment[0])
    shared = Counter()
    for _, group in groupby(enrolments, key=lambda enrolment: enrolment[0]):
        shared.update(combinations(sorted(section for _, section in group), 2))
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
    return [(one, other, count) for (one, other), count in ranked[:most]]
