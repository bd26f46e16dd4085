"""Courses that are taken before or together."""

from university.domain.enrolment import EnrolmentRequest, Refusal


def corequisites(request: EnrolmentRequest) -> Refusal | None:
    """Refuse while any corequisite is neither completed nor in the timetable; name them alphabetically."""
    together = {section.course for section in request.timetable}
    missing = sorted(request.course.corequisites - request.record.completed - together)
    if not missing:
        return None
    others = ", ".join(missing)
    return Refusal(
        "corequisites.missing", f"{request.course.code} is taken with {others}: enrol there first."
    )
