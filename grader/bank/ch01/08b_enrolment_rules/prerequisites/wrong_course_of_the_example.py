# kind: anticipated
# message: names the course of this request: BIO-201 belongs to the example
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites - request.student.completed)
    return Refusal("prerequisites.missing", f"BIO-201 requires {', '.join(missing)} first.") if missing else None
