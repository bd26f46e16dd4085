# kind: anticipated
def clash_table() -> list[tuple[str, str, bool]]:
    """At most eight rows: two meetings of a student, and whether they clash."""
    return [
        # the same hours on two days
        ("Mon 10:00-11:00 North", "Tue 10:00-11:00 North", False),
        # the edge of the way, from both sides
        ("Mon 10:00-11:00 North", "Mon 11:14-12:00 South", True),
        ("Mon 10:00-11:00 North", "Mon 11:15-12:00 South", False),
        # touching meetings in one building
        ("Mon 10:00-11:00 North", "Mon 11:00-12:00 North", False),
        # the later one first
        ("Mon 11:05-12:00 South", "Mon 10:00-11:00 North", True),
        ("Mon 10:30-11:30 North", "Mon 10:00-11:00 North", True),
        # past midday
        ("Mon 11:00-14:00 North", "Mon 13:00-15:00 North", True),
    ]
