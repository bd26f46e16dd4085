# kind: anticipated
# message: every plan is equal to the week
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    return {student: {day: tuple(codes) for day, codes in week.items()} for student in students}
