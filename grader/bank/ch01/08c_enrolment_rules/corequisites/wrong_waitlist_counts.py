# kind: anticipated
# message: Who waits for a seat does not have it
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    places = [*request.timetable, *request.waitlists]
    missing = sorted(request.course.corequisites - request.record.completed - {place.course for place in places})
    if not missing:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
