# kind: anticipated
# message: Every section that occurs is a key, also one in which nobody is enrolled
def class_lists(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    return {
        section: sorted(
            {student for student, where, state in rows if where == section and state == "enrolled"}
        )
        for _, section, status in rows
        if status == "enrolled"
    }
