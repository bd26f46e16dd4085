# kind: anticipated
# message: ?
# teaches: name what is missing, not everything that is required
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites)
    if request.course.prerequisites <= request.student.completed:
        return None
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
