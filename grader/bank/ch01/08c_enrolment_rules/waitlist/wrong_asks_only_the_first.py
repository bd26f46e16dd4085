# kind: anticipated
# message: the search goes on: a loop that returns in its first round stops too early
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    if not waiting:
        return None
    first = min(waiting, key=lambda enrolment: enrolment.since)
    return first if can_take(first.student) else None
