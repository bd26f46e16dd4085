# kind: anticipated
# message: The student who has waited longest comes first
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    found = None
    for enrolment in sorted(waiting, key=lambda enrolment: enrolment.since):
        if can_take(enrolment.student):
            found = enrolment
    return found
