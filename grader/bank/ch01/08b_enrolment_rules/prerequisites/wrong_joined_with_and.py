# kind: anticipated
# message: a comma and a space between two, as in the example
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites - request.student.completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {' and '.join(missing)} first.") if missing else None
