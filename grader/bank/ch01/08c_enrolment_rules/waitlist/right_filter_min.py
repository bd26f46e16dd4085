# kind: anticipated
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    able = [enrolment for enrolment in waiting if can_take(enrolment.student)]
    return min(able, key=lambda enrolment: enrolment.since, default=None)
