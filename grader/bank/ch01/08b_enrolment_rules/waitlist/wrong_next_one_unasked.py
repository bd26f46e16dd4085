# kind: anticipated
# message: For a list in which only the last to arrive can come
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = sorted(waiting, key=lambda enrolment: enrolment.since)
    for place, enrolment in enumerate(line):
        if can_take(enrolment.student):
            return enrolment
        if place + 1 < len(line):
            return line[place + 1]
    return None
