# kind: anticipated
# message: For a required code that contains a completed one
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(
        code
        for code in request.course.prerequisites
        if not any(done in code for done in request.student.completed)
    )
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
