# kind: anticipated
# message: give a student number such as 'S-1042', not an object of Enrolment
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    able = [enrolment for enrolment in waiting if can_take(enrolment)]
    return min(able, key=lambda enrolment: enrolment.since, default=None)
