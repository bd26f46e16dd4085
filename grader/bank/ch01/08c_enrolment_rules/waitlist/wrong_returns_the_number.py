# kind: anticipated
# message: returned `'S-1001'` (a str); expected `Enrolment(
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    for enrolment in sorted(waiting, key=lambda enrolment: enrolment.since):
        if can_take(enrolment.student):
            return enrolment.student
    return None
