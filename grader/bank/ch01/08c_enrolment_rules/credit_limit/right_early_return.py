# kind: anticipated
LIMIT = 18


def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total <= LIMIT:
        return None
    return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is {LIMIT}.")
