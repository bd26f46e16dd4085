# kind: anticipated
# message: Only what is missing is named
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    if request.course.corequisites <= taken:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(sorted(request.course.corequisites))}: enrol there first.")
