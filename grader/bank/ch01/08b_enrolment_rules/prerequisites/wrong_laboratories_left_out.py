# kind: anticipated
# message: compare whole codes, not parts of a text
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    completed = ", ".join(code for code in request.student.completed if not code.endswith("L"))
    missing = sorted(code for code in request.course.prerequisites if code not in completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
