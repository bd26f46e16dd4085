# kind: anticipated
import heapq


def next_in_line(waiting: list[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    line = [(enrolment.since, place, enrolment) for place, enrolment in enumerate(waiting)]
    heapq.heapify(line)
    while line:
        _, _, enrolment = heapq.heappop(line)
        if can_take(enrolment.student):
            return enrolment
    return None
