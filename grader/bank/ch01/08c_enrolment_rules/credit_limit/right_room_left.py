# kind: anticipated
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    room = 18 - request.registered_credits
    wanted = request.course.credits
    if wanted > room:
        text = "{} would bring you to {} credits; the limit is 18."
        return Refusal(code="credits.exceeded", message=text.format(request.course.code, 18 - room + wanted))
