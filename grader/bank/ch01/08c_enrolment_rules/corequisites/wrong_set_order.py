# kind: anticipated
# message: A set has no order of its own
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    missing = request.course.corequisites - taken
    if missing:
        return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
    return None
