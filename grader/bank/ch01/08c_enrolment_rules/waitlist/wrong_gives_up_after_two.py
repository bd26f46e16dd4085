# kind: anticipated
# message: the search goes on until the list ends
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = sorted(waiting, key=lambda enrolment: enrolment.since)
    if not line:
        return None
    if can_take(line[0].student):
        return line[0]
    return line[1] if len(line) > 1 and can_take(line[1].student) else None
