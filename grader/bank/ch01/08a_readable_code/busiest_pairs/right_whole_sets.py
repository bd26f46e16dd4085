# kind: anticipated
def busiest_pairs(enrolments: list[tuple[str, str]], most: int) -> list[tuple[str, str, int]]:
    members: dict[str, set[str]] = {}
    for student, section in enrolments:
        members.setdefault(section, set()).add(student)
    found = [(one, other, len(members[one] & members[other])) for one, other in combinations(sorted(members), 2)]
    found = [triple for triple in found if triple[2]]
    found.sort(key=lambda triple: triple[2], reverse=True)  # stable: equal numbers stay in the order of the ids
    return found[:most]
