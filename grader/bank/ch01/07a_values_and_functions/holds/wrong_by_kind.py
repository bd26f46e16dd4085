# kind: anticipated
# message: Holds of the same moment are ordered by their ids
def holds(request: EnrolmentRequest) -> Refusal | None:
    standing = []
    for hold in request.holds:
        if hold.released_at is None and "enrolment" in AGAINST[hold.kind]:
            standing.append(hold)
    reasons = []
    for hold in sorted(standing, key=lambda hold: (hold.kind, hold.placed_at, hold.id)):
        reasons.append(f"{hold.kind}: {hold.reason}")
    if not reasons:
        return None
    return Refusal("hold.standing", f"A hold stands against enrolling ({'; '.join(reasons)}).")
