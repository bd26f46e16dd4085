# kind: anticipated
# message: ?
# teaches: the message's form is that of the example: separated by a comma
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites - request.student.completed)
    return Refusal("prerequisites.missing", f"{request.course.code} requires {' and '.join(missing)} first.") if missing else None
