# kind: anticipated
# message: Only the total decides, not what this course adds
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    if request.course.credits == 0:
        return None  # it adds nothing
    total = request.registered_credits + request.course.credits
    return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is 18.") if total > 18 else None
