# kind: anticipated
# message: this rule looks at credits only, whether the section is full or not
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    if request.seats_taken >= request.section.capacity:
        return None  # nobody gets in anyway
    total = request.registered_credits + request.course.credits
    return Refusal("credits.exceeded", f"{request.course.code} would bring you to {total} credits; the limit is 18.") if total > 18 else None
