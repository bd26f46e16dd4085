# kind: anticipated
# message: All corequisites are needed: one of two is not enough
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    missing = sorted(request.course.corequisites - taken)
    if not request.course.corequisites or request.course.corequisites & taken:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
