# kind: anticipated
# message: A course that was failed is in the record's results
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = {result.course for result in request.record.results}
    taken |= {section.course for section in request.timetable}
    missing = sorted(request.course.corequisites - taken)
    if not missing:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
