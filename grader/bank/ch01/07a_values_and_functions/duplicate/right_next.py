# kind: anticipated
def duplicate(request: EnrolmentRequest) -> Refusal | None:
    wanted = request.course.code
    place = next((one.id for one in [*request.timetable, *request.waitlists] if one.course == wanted), None)
    if place is not None:
        return Refusal("enrolment.duplicate", f"You already have a place in {place}.")
    gone = [one.id for one in request.withdrawn if one.course == wanted]
    return Refusal("enrolment.withdrawn", f"You have withdrawn from {gone[0]} this term.") if gone else None
