# kind: anticipated
# message: same hours on two days
def clash_table() -> list[tuple[str, str, bool]]:
    """At most eight rows: two meetings of a student, and whether they clash."""
    return [
        ("Mon 10:00-11:00 North", "Mon 10:30-11:30 North", True),
        ("Mon 10:00-11:00 North", "Mon 11:05-12:00 South", True),
        ("Mon 10:00-11:00 North", "Mon 13:00-14:00 North", False),
    ]
