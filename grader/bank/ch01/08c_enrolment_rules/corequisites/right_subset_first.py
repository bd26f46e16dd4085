# kind: anticipated
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    required, taken = request.course.corequisites, set(request.record.completed)
    for section in request.timetable:
        taken.add(section.course)
    if required <= taken:
        return None
    names = ", ".join(sorted(required.difference(taken)))
    return Refusal(code="corequisites.missing", message=request.course.code + " is taken with " + names + ": enrol there first.")
