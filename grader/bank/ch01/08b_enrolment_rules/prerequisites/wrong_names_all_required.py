# kind: anticipated
# message: Only what is missing is named
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites)
    if request.course.prerequisites <= request.student.completed:
        return None
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
