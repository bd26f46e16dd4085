# kind: anticipated
# message: raised ValueError
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        raise ValueError(f"{request.course.code} would bring you to {total} credits; the limit is 18.")
    return None
