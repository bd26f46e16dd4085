# kind: anticipated
# message: a loop that returns at the first one stops too early
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    for code in sorted(request.course.prerequisites):
        if code not in request.student.completed:
            return Refusal("prerequisites.missing", f"{request.course.code} requires {code} first.")
    return None
