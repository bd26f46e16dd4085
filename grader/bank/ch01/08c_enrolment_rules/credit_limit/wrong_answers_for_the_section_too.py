# kind: anticipated
# message: this rule looks at credits only
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is 18.")
    if request.seats_taken >= request.section.capacity:
        return Refusal("section.full", f"{request.section.id} is full.")
    return None
