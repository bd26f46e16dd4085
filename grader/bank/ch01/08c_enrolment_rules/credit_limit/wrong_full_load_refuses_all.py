# kind: anticipated
# message: 18 and 0 make 18: at the limit, not above it
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if request.registered_credits >= 18 or total > 18:
        return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is 18.")
    return None
