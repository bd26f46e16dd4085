# kind: anticipated
# message: tells the total of this request: the 19 belongs to the example
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        return Refusal("credits.exceeded", "BIO-201 would bring you to 19 credits; the limit is 18.")
    return None
