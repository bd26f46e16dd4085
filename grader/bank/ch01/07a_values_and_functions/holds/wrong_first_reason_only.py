# kind: anticipated
# message: All reasons are told
def holds(request: EnrolmentRequest) -> Refusal | None:
    for hold in sorted(request.holds, key=lambda hold: (hold.placed_at, hold.id)):
        if hold.released_at is None and "enrolment" in AGAINST[hold.kind]:
            return Refusal("hold.standing", f"A hold stands against enrolling ({hold.kind}: {hold.reason}).")
    return None
