# kind: anticipated
# message: ?
# teaches: the message names the course of this request (the grader's request() knows BIO-201 only, so it may be unseen)
def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.prerequisites - request.student.completed)
    return Refusal("prerequisites.missing", f"BIO-201 requires {', '.join(missing)} first.") if missing else None
