# kind: anticipated
def duplicate(request: EnrolmentRequest) -> Refusal | None:
    for section in (*request.timetable, *request.waitlists):
        if section.course == request.course.code:
            return Refusal("enrolment.duplicate", f"You already have a place in {section.id}.")
    for section in request.withdrawn:
        if section.course == request.course.code:
            return Refusal("enrolment.withdrawn", f"You have withdrawn from {section.id} this term.")
    return None
