# kind: anticipated
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    left = set(request.course.corequisites)
    for section in request.timetable:
        left.discard(section.id.rpartition("-")[0])  # BIO-101-A is a section of BIO-101
    for code in request.record.completed:
        left.discard(code)
    match sorted(left):
        case []:
            return None
        case missing:
            return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
