"""A student takes a course once a term."""

from __future__ import annotations

from university.domain.enrolment import EnrolmentRequest, Refusal


def duplicate(request: EnrolmentRequest) -> Refusal | None:
    """Refuse a second place in the same course, also in another section of it."""
    places = (*request.timetable, *request.waitlists)
    held = next((section for section in places if section.course == request.course.code), None)
    if held is None:
        return None
    return Refusal("enrolment.duplicate", f"You already have a place in {held.id}.")
