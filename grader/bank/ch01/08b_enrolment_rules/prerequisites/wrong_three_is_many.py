# kind: anticipated
# message: Name every missing course
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites - request.student.completed)
    if not missing:
        return None
    if len(missing) == 1:
        return Refusal("prerequisites.missing", f"{request.course.code} requires {missing[0]} first.")
    return Refusal("prerequisites.missing", f"{request.course.code} requires {missing[0]}, {missing[1]} first.")
