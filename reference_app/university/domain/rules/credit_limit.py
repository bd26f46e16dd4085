"""How much a student may carry in one term."""

from university.domain.enrolment import EnrolmentRequest, Refusal

LIMIT = 18
"""Credits a term, of this university's own regulations."""


def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    """Refuse when the term's credits with this course are above the limit; the limit itself is allowed."""
    total = request.registered_credits + request.course.credits
    if total <= LIMIT:
        return None
    return Refusal(
        "credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is {LIMIT}."
    )
