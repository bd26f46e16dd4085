"""Nobody sits in two rooms at once."""

from university.domain.enrolment import EnrolmentRequest, Refusal
from university.domain.timetable import clash


def time_conflict(request: EnrolmentRequest) -> Refusal | None:
    """Refuse when a meeting overlaps one already in the student's timetable."""
    for held in request.timetable:
        found = clash(request.section.meetings, held.meetings)
        if found is not None:
            return Refusal(
                "time.conflict", f"{request.section.id} ({found[0]}) overlaps {held.id} ({found[1]})."
            )
    return None
