# kind: anticipated
# message: a comma and a space between two, as in the example
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    missing = sorted(request.course.corequisites - taken)
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {' and '.join(missing)}: enrol there first.") if missing else None
