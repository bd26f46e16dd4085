# kind: anticipated
import bisect
from itertools import chain


def corequisites(request: EnrolmentRequest) -> Refusal | None:
    missing: list[str] = []
    for code in request.course.corequisites:
        taken = chain(request.record.completed, (section.course for section in request.timetable))
        if not any(code == one for one in taken):
            bisect.insort(missing, code)
    if not missing:
        return None
    text = missing[0]
    for code in missing[1:]:
        text += f", {code}"
    return Refusal("corequisites.missing", f"{request.course.code} is taken with {text}: enrol there first.")
