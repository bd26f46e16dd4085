# kind: anticipated
from itertools import groupby
from operator import itemgetter


def class_lists(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    result = {}
    for section, group in groupby(sorted(rows, key=itemgetter(1)), key=itemgetter(1)):
        students = dict.fromkeys(student for student, _, status in group if status == "enrolled")
        result[section] = sorted(students)
    return result
