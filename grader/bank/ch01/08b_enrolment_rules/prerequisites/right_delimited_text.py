# kind: anticipated
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    completed = "|" + "|".join(request.student.completed) + "|"  # now a part of this text is a whole code
    missing = sorted(filter(lambda code: f"|{code}|" not in completed, request.course.prerequisites))
    if len(missing) == 0:
        return None
    return Refusal("prerequisites.missing", f"{request.course.code} requires {', '.join(missing)} first.")
