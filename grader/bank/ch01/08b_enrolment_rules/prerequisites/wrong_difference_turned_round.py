# kind: anticipated
# message: whose `message` is `'BIO-201 requires BIO-101L first.'`
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.student.completed - request.course.prerequisites)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
