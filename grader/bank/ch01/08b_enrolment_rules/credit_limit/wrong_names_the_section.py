# kind: anticipated
# message: whose `message` is `'BIO-201-A would bring you to 19 credits
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        message = f"{request.section.id} would bring you to {total} credits; the limit is 18."
        return Refusal("credits.exceeded", message)
    return None
