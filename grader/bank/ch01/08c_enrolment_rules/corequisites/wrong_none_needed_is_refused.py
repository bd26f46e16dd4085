# kind: anticipated
# message: A course without corequisites is open to everybody
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    found = [code for code in request.course.corequisites if code in taken]
    if found and len(found) == len(request.course.corequisites):
        return None
    missing = sorted(request.course.corequisites.difference(found))
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
