# kind: anticipated
# message: For a completed code that ends in the required one
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    missing = sorted(code for code in request.course.corequisites if not any(one.endswith(code) for one in taken))
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.") if missing else None
