# kind: anticipated
def corequisites(request: EnrolmentRequest) -> Refusal | None:
    def has(code: str) -> bool:
        return code in request.record.completed or any(held.course == code for held in request.timetable)

    missing = [code for code in sorted(request.course.corequisites) if not has(code)]
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {', '.join(missing)}: enrol there first.") if missing else None
