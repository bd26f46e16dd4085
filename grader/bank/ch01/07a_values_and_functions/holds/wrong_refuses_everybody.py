# kind: anticipated
# message: honest wishes get `None`
def holds(request: EnrolmentRequest) -> Refusal | None:
    standing = []
    for hold in request.holds:
        if hold.released_at is None and "enrolment" in AGAINST[hold.kind]:
            standing.append(hold)
    reasons = []
    for hold in sorted(standing, key=lambda hold: (hold.placed_at, hold.id)):
        reasons.append(f"{hold.kind}: {hold.reason}")
    return Refusal("hold.standing", f"A hold stands against enrolling ({'; '.join(reasons)}).")
