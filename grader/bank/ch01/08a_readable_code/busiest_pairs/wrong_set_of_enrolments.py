# kind: anticipated
# message: even in a set that multiplies
def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    known = set(enrolments)
    found = []
    for one, other in combinations(sorted({section for _, section in enrolments}), 2):
        shared = sum(1 for student, section in enrolments if section == one and (student, other) in known)
        if shared > 0:
            found.append((one, other, shared))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:most]
