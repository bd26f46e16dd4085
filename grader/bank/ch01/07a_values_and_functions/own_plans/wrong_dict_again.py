# kind: anticipated
# message: needs a list of its own for each day
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    return {student: dict(week) for student in students}
