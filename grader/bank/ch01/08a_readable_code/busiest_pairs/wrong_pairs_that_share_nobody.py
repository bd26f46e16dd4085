# kind: anticipated
# message: Pairs that share nobody are left out
def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    members: dict[str, set[str]] = {}
    for student, section in enrolments:
        members.setdefault(section, set()).add(student)
    found = [(one, other, len(members[one] & members[other])) for one, other in combinations(sorted(members), 2)]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:most]
