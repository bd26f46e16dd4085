# kind: anticipated
# message: A course without prerequisites is open to everybody
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    found = [code for code in request.course.prerequisites if code in request.student.completed]
    if found and len(found) == len(request.course.prerequisites):
        return None
    missing = sorted(request.course.prerequisites.difference(found))
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
