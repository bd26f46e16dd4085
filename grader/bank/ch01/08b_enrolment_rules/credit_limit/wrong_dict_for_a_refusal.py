# kind: anticipated
# message: which has no usable attribute `code`
def credit_limit(request: EnrolmentRequest) -> Refusal | None:
    total = request.registered_credits + request.course.credits
    if total > 18:
        return {"code": "credits.exceeded", "message": f"{request.course.code} would bring you to {total} credits; the limit is 18."}
    return None
