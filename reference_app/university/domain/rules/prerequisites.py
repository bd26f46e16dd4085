"""Earlier courses that a course builds on."""

from university.domain.enrolment import EnrolmentRequest, Refusal
from university.domain.requirements import describe, unmet


def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    """Refuse while a part of the requirement is not met, and name what is missing."""
    missing = unmet(request.course.prerequisites, request.record)
    if missing is None:
        return None
    return Refusal("prerequisites.missing", f"{request.course.code} requires {describe(missing)} first.")
