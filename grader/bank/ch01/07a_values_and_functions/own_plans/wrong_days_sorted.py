# kind: anticipated
# message: The order of the students stays
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    return {student: {day: list(week[day]) for day in sorted(week)} for student in sorted(students)}
