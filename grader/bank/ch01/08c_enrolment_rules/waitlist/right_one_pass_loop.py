# kind: anticipated
def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    best = None
    for enrolment in waiting:
        if best is not None and enrolment.since >= best.since:
            continue  # somebody who can come has waited longer: no need to ask
        if can_take(enrolment.student):
            best = enrolment
    return best
