# kind: anticipated
# message: ?
# teaches: can_take wants a student number, not an enrolment
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    able = [enrolment for enrolment in waiting if can_take(enrolment)]
    return min(able, key=lambda enrolment: enrolment.since, default=None)
