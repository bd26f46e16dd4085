# kind: anticipated
# message: Courses differ in their credits
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + 4
    if total > 18:
        return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is 18.")
    return None
