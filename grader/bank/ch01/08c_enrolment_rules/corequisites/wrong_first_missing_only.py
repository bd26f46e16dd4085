# kind: anticipated
# message: a loop that returns at the first one stops too early
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    for code in sorted(request.course.corequisites):
        if code not in taken:
            return Refusal("corequisites.missing", f"{request.course.code} is taken with {code}: enrol there first.")
    return None
