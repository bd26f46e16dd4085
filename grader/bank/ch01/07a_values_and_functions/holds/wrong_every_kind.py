# kind: anticipated
# message: a library hold stands against no enrolment
def holds(request: EnrolmentRequest) -> Refusal | None:
    standing = []
    for hold in request.holds:
        if hold.released_at is None:
            standing.append(hold)
    reasons = []
    for hold in sorted(standing, key=lambda hold: (hold.placed_at, hold.id)):
        reasons.append(f"{hold.kind}: {hold.reason}")
    if not reasons:
        return None
    return Refusal("hold.standing", f"A hold stands against enrolling ({'; '.join(reasons)}).")
