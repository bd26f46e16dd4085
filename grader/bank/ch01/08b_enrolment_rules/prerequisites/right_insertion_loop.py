# kind: anticipated
import bisect


def prerequisites(request: EnrolmentRequest) -> Refusal | None:
    missing: list[str] = []
    for code in request.course.prerequisites:
        if not any(code == done for done in request.student.completed):
            bisect.insort(missing, code)
    if not missing:
        return None
    text = missing[0]
    for code in missing[1:]:
        text += f", {code}"
    return Refusal("prerequisites.missing", f"{request.course.code} requires {text} first.")
