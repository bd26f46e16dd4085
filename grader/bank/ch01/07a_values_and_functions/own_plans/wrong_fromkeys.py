# kind: anticipated
# message: every plan is a dict of its own
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    return dict.fromkeys(students, {day: codes[:] for day, codes in week.items()})
