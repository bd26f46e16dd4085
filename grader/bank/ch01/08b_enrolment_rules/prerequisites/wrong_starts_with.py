# kind: anticipated
# message: it is another course: compare whole codes
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(
        code
        for code in request.course.prerequisites
        if not any(done.startswith(code) for done in request.student.completed)
    )
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
