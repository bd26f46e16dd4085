# kind: anticipated
# message: takes the other now gets in: honest use must still work
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    required = request.course.corequisites
    together = {section.course for section in request.timetable}
    if required <= request.record.completed or required <= together:  # all before, or all together
        return None
    missing = sorted(required - request.record.completed - together)
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
