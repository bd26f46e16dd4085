# kind: anticipated
# message: Name every missing course in alphabetical order
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    for code in sorted(request.course.prerequisites):
        if code not in request.student.completed:
            return Refusal("prerequisites.missing", f"{request.course.code} requires {code} first.")
    return None
