# kind: anticipated
def clash_table() -> list[tuple[str, str, bool]]:
    """At most eight rows: two meetings of a student, and whether they clash."""
    table = []
    # other days, both buildings
    table.append(["Tue 14:00-15:30 South", "Fri 14:00-15:30 South", False])
    table.append(["Thu 14:00-15:30 South", "Thu 15:44-16:30 North", True])
    table.append(["Thu 14:00-15:30 South", "Thu 15:45-16:30 North", False])
    # touching, the later one first
    table.append(["Fri 09:00-10:00 South", "Fri 08:00-09:00 South", False])
    # touching, in one building, the earlier one first
    table.append(["Fri 08:00-09:00 South", "Fri 09:00-10:00 South", False])
    # a short way, the later one first
    table.append(["Tue 10:10-11:00 North", "Tue 09:00-10:00 South", True])
    # begins during the other, and is named first
    table.append(["Wed 09:45-10:45 South", "Wed 09:00-10:00 South", True])
    # from the morning into the afternoon
    table.append(["Wed 10:00-13:30 North", "Wed 13:00-14:00 North", True])
    return table
