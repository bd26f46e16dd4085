"""A hold keeps its student from enrolling until it is released."""

from university.domain.enrolment import EnrolmentRequest, Refusal
from university.domain.holds import Service, blocking


def holds(request: EnrolmentRequest) -> Refusal | None:
    """Refuse while a hold stands against enrolment, with every office's reason."""
    against = blocking(request.holds, Service.ENROLMENT)
    if not against:
        return None
    reasons = "; ".join(f"{hold.kind}: {hold.reason}" for hold in against)
    return Refusal("hold.standing", f"A hold stands against enrolling ({reasons}).")
