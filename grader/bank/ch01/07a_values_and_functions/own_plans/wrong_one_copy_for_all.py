# kind: anticipated
# message: every plan is a dict of its own
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    own = {day: list(codes) for day, codes in week.items()}
    return {student: own for student in students}
