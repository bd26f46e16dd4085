# kind: anticipated
# message: ?
# teaches: required minus completed
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.student.completed - request.course.prerequisites)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
