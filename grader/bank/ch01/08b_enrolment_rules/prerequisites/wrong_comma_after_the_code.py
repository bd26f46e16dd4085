# kind: anticipated
# message: For a completed code that ends in the required one
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    completed = ", ".join(sorted(request.student.completed)) + ","
    missing = sorted(code for code in request.course.prerequisites if f"{code}," not in completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.") if missing else None
