# kind: anticipated
# message: Who has given up a section
def duplicate(request: EnrolmentRequest) -> Refusal | None:
    for section in (*request.timetable, *request.waitlists):
        if section.course == request.course.code:
            return Refusal("enrolment.duplicate", f"You already have a place in {section.id}.")
    return None
