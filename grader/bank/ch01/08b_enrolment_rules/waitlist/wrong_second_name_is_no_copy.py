# kind: anticipated
# message: ?
# teaches: assignment gives a second name, not a second list
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = waiting  # work on a copy
    line.sort(key=lambda enrolment: enrolment.since)
    return next((enrolment for enrolment in line if can_take(enrolment.student)), None)
