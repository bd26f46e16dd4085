# kind: anticipated
# message: ?
# teaches: name the course, not its section
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        message = f"{request.section.id} would bring you to {total} credits; the limit is 18."
        return Refusal("credits.exceeded", message)
    return None
