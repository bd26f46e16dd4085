# kind: anticipated
# message: ?
# teaches: students passed over keep their place: the list is not changed
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    while waiting:
        first = min(waiting, key=lambda enrolment: enrolment.since)
        if can_take(first.student):
            return first
        waiting.remove(first)
    return None
