"""No enrolment once the term's add window has closed."""

from __future__ import annotations

from university.domain.enrolment import EnrolmentRequest, Refusal


def add_deadline(request: EnrolmentRequest) -> Refusal | None:
    """Refuse from the deadline's own instant on: the window is half-open, like a meeting."""
    if request.now < request.term.add_closes_at():
        return None
    return Refusal(
        "deadline.passed",
        f"Adding courses for {request.term.name} closed on {request.term.add_deadline:%d %B %Y}.",
    )
