# kind: anticipated
from dataclasses import dataclass


@dataclass(frozen=True)
class UpperLimit:
    """A rule that knows its own limit."""

    limit: int

    def __call__(self, request: EnrolmentRequest) -> Refusal | None:
        total = sum((request.registered_credits, request.course.credits))
        message = f"{request.course.code} would bring you to {total} credits; the limit is {self.limit}."
        return Refusal("credits.exceeded", message) if total > self.limit else None


credit_limit = UpperLimit(18)
