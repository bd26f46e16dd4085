# kind: anticipated
# message: ?
# teaches: what was completed and is not needed is not missing
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites ^ request.student.completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
