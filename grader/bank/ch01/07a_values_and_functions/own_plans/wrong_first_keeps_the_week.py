# kind: anticipated
# message: needs a list of its own for each day
def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    plans = {}
    for place, student in enumerate(students):
        plans[student] = week if place == 0 else {day: list(codes) for day, codes in week.items()}
    return plans
