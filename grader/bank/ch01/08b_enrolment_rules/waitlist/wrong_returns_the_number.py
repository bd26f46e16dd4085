# kind: anticipated
# message: ?
# teaches: return the enrolment, not the student number
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    for enrolment in sorted(waiting, key=lambda enrolment: enrolment.since):
        if can_take(enrolment.student):
            return enrolment.student
    return None
