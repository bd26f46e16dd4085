# kind: anticipated
# message: `remove()` or `pop()` shortens it
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = sorted(waiting, key=lambda enrolment: enrolment.since)
    for enrolment in line:
        if can_take(enrolment.student):
            waiting.remove(enrolment)
            return enrolment
    return None
