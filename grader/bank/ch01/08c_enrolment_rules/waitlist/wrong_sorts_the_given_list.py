# kind: anticipated
# message: The caller's list was changed
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    waiting.sort(key=lambda enrolment: enrolment.since)
    for enrolment in waiting:
        if can_take(enrolment.student):
            return enrolment
    return None
