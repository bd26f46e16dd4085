# kind: anticipated
# message: The caller's list was changed
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = waiting  # work on a copy
    line.sort(key=lambda enrolment: enrolment.since)
    return next((enrolment for enrolment in line if can_take(enrolment.student)), None)
