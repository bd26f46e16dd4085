# kind: anticipated
# message: comes in any order: compare `since`
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    for enrolment in waiting:
        if can_take(enrolment.student):
            return enrolment
    return None
