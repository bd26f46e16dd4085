# kind: anticipated
# message: Another section of the same course is a duplicate
def duplicate(request: EnrolmentRequest) -> Refusal | None:
    for section in (*request.timetable, *request.waitlists):
        if section.id == request.section.id:
            return Refusal("enrolment.duplicate", f"You already have a place in {section.id}.")
    for section in request.withdrawn:
        if section.id == request.section.id:
            return Refusal("enrolment.withdrawn", f"You have withdrawn from {section.id} this term.")
    return None
