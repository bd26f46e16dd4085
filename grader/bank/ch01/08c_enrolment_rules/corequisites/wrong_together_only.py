# kind: anticipated
# message: takes the other now gets in: honest use must still work
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    missing = sorted(request.course.corequisites - {section.course for section in request.timetable})
    if not missing:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
