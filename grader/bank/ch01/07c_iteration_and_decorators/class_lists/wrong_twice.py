# kind: anticipated
# message: the students are sorted, each once
def class_lists(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    return {
        section: sorted(
            student for student, where, status in rows if where == section and status == "enrolled"
        )
        for section in {row[1] for row in rows}
    }
