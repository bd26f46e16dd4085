# kind: anticipated
# message: The total is what the student would carry
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    if request.registered_credits > 18:
        return Refusal(
            "credits.exceeded",
            f"{request.course.code} would bring you to {request.registered_credits} credits; the limit is 18.",
        )
    return None
