# kind: anticipated
# message: Only the status `enrolled` of this very section counts
def class_lists(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    return {
        section: sorted({s for s, where, status in rows if where == section and status != "waitlisted"})
        for _, section, _ in rows
    }
