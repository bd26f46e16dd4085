# kind: anticipated
# message: let a meeting begin before 13:00
def clash_table() -> list[tuple[str, str, bool]]:
    """At most eight rows: two meetings of a student, and whether they clash."""
    return [
        ("Mon 10:00-11:00 North", "Tue 10:00-11:00 North", False),
        ("Mon 10:00-11:00 North", "Mon 11:14-12:00 South", True),
        ("Mon 10:00-11:00 North", "Mon 11:15-12:00 South", False),
        ("Mon 10:00-11:00 North", "Mon 11:00-12:00 North", False),
        ("Mon 11:05-12:00 South", "Mon 10:00-11:00 North", True),
        ("Mon 10:30-11:30 North", "Mon 10:00-11:00 North", True),
        ("Mon 09:00-12:00 North", "Mon 10:00-11:00 North", True),
    ]
