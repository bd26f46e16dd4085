# kind: anticipated
# message: ?
# teaches: turning `in` round is still a part of a text: BIO-101 is part of BIO-101L when the laboratory is required
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(
        code
        for code in request.course.prerequisites
        if not any(done in code for done in request.student.completed)
    )
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
