# kind: anticipated
# message: The total is what the student would carry
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        message = f"{request.course.code} would bring you to {request.registered_credits} credits; the limit is 18."
        return Refusal("credits.exceeded", message)
    return None
