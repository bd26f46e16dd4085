# kind: anticipated
# message: the message names the section that the student has
def duplicate(request: EnrolmentRequest) -> Refusal | None:
    for section in (*request.timetable, *request.waitlists):
        if section.course == request.course.code:
            return Refusal("enrolment.duplicate", f"You already have a place in {request.course.code}.")
    for section in request.withdrawn:
        if section.course == request.course.code:
            return Refusal("enrolment.withdrawn", f"You have withdrawn from {request.course.code} this term.")
    return None
