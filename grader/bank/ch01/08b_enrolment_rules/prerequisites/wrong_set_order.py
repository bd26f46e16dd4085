# kind: anticipated
# message: A set has no order of its own
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = request.course.prerequisites - request.student.completed
    if missing:
        return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
    return None
