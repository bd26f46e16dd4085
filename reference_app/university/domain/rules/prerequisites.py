"""Earlier courses that a course builds on."""

from __future__ import annotations

from university.domain.enrolment import EnrolmentRequest, Refusal


def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    """Refuse while any prerequisite is not completed, and name those missing in alphabetical order."""
    missing = sorted(request.course.prerequisites - request.student.completed)
    if not missing:
        return None
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
