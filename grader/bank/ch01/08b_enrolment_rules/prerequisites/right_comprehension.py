# kind: anticipated
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    completed = request.student.completed
    missing = [code for code in sorted(request.course.prerequisites) if code not in completed]
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
