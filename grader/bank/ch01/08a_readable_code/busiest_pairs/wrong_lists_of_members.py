# kind: anticipated
# message: `in` on a list compares with one element after the other
from collections import defaultdict


def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    members = defaultdict(list)
    for student, section in enrolments:
        members[section].append(student)
    found = []
    for one, other in combinations(sorted(members), 2):
        shared = sum(student in members[other] for student in members[one])
        if shared:
            found.append((one, other, shared))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:most]
