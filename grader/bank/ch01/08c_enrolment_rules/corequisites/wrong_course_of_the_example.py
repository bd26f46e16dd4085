# kind: anticipated
# message: names the course of this request: BIO-201 belongs to the example
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    taken = request.record.completed | {section.course for section in request.timetable}
    missing = sorted(request.course.corequisites - taken)
    return Refusal("corequisites.missing", f"BIO-201 is taken with {', '.join(missing)}: enrol there first.") if missing else None
