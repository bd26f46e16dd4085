# kind: anticipated
# message: ?
# teaches: completing more than needed is fine
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    if request.student.completed == request.course.prerequisites:
        return None
    missing = sorted(request.course.prerequisites - request.student.completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
