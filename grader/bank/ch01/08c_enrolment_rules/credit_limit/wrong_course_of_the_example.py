# kind: anticipated
# message: names the course of this request: BIO-201 belongs to the example
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        return Refusal("credits.exceeded", f"BIO-201 would bring you to {total} credits; the limit is 18.")
    return None
