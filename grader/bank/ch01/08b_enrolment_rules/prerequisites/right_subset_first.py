# kind: anticipated
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    required, completed = request.course.prerequisites, request.student.completed
    if required <= completed:
        return None
    names = ", ".join(sorted(required.difference(completed)))
    return Refusal(code="prerequisites.missing", message=request.course.code + " requires " + names + " first.")
