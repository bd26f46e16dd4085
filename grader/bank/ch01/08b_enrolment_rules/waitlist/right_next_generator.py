# kind: anticipated
from operator import attrgetter


def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = iter(sorted(waiting, key=attrgetter("since")))
    return next((enrolment for enrolment in line if can_take(enrolment.student)), None)
