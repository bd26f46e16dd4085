# kind: anticipated
# message: whose grade is still to come
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | request.record.in_progress
    missing = sorted(request.course.corequisites - taken - {section.course for section in request.timetable})
    if not missing:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
