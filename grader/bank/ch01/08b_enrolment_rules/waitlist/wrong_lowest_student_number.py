# kind: anticipated
# message: ?
# teaches: a student number says nothing about who waited longest
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    able = [enrolment for enrolment in waiting if can_take(enrolment.student)]
    return min(able, key=lambda enrolment: enrolment.student, default=None)
