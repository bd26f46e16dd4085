# kind: anticipated
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    courses = [*request.record.completed, *(held.course for held in request.timetable)]
    taken = "|" + "|".join(courses) + "|"  # now a part of this text is a whole code
    missing = sorted(filter(lambda code: f"|{code}|" not in taken, request.course.corequisites))
    if len(missing) == 0:
        return None
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.")
