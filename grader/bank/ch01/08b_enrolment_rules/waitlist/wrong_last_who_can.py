# kind: anticipated
# message: ?
# teaches: a loop that goes on after finding keeps the last, not the first
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    found = None
    for enrolment in sorted(waiting, key=lambda enrolment: enrolment.since):
        if can_take(enrolment.student):
            found = enrolment
    return found
