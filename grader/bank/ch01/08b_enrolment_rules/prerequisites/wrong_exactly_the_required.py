# kind: anticipated
# message: More than what is required does no harm
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    if request.student.completed == request.course.prerequisites:
        return None
    missing = sorted(request.course.prerequisites - request.student.completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
