# kind: anticipated
# message: More than what is required does no harm
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    if taken & request.course.corequisites == taken == request.course.corequisites:
        return None
    missing = sorted(request.course.corequisites - taken)
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
