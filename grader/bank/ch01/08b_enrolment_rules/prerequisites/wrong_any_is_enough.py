# kind: anticipated
# message: All prerequisites are needed: one of two is not enough
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites - request.student.completed)
    if not request.course.prerequisites or request.course.prerequisites & request.student.completed:
        return None
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
