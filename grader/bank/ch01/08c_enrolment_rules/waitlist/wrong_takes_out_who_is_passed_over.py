# kind: anticipated
# message: Who is passed over keeps the place
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    while waiting:
        first = min(waiting, key=lambda enrolment: enrolment.since)
        if can_take(first.student):
            return first
        waiting.remove(first)
    return None
