# kind: anticipated
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    if not waiting:
        return None
    first = min(waiting, key=lambda enrolment: enrolment.since)
    if can_take(first.student):
        return first
    return next_in_line([enrolment for enrolment in waiting if enrolment is not first], can_take)
