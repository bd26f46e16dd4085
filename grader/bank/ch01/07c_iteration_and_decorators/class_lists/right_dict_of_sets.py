# kind: anticipated
def class_lists(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    held: dict[str, set[str]] = {}
    for student, section, status in rows:
        students = held.setdefault(section, set())
        if status == "enrolled":
            students.add(student)
    return {section: sorted(students) for section, students in held.items()}
