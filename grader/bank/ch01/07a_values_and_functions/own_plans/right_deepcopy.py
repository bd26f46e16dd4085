# kind: anticipated
from copy import deepcopy


def own_plans(week: dict[str, list[str]], students: list[str]) -> dict[str, dict[str, list[str]]]:
    plans = {}
    for student in students:
        plans[student] = deepcopy(week)
    return plans
