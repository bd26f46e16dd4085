# kind: anticipated
# message: ?
# teaches: the search goes on after a student who cannot come
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    if not waiting:
        return None
    first = min(waiting, key=lambda enrolment: enrolment.since)
    return first if can_take(first.student) else None
