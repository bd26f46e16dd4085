# kind: anticipated
# message: the students are sorted, each once
def class_lists(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for student, section, status in rows:
        found = lists.setdefault(section, [])
        if status == "enrolled" and student not in found:
            found.append(student)
    return lists
