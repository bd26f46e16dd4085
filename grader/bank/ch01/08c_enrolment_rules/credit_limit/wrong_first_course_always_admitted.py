# kind: anticipated
# message: the limit holds for the first course, too
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    if not request.registered_credits:
        return None  # the first course cannot be too much
    total = request.registered_credits + request.course.credits
    return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is 18.") if total > 18 else None
