# kind: anticipated
# message: `BIO-101` is a part of the text `BIO-101L`
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(
        code
        for code in request.course.corequisites - request.record.completed
        if not any(section.id.startswith(code) for section in request.timetable)
    )
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.") if missing else None
