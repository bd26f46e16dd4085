# kind: anticipated
# message: needs a list of its own for each day
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    lists = {day: codes.copy() for day, codes in week.items()}
    return {student: lists.copy() for student in students}
