# kind: anticipated
# message: That nobody comes is an ordinary answer: return `None`
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    for enrolment in sorted(waiting, key=lambda enrolment: enrolment.since):
        if can_take(enrolment.student):
            return enrolment
    raise LookupError("nobody can take the seat")
