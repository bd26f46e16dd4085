# kind: anticipated
# message: the id alone does not tell the age
def holds(request: EnrolmentRequest) -> Refusal | None:
    standing = []
    for hold in request.holds:
        if hold.released_at is None and "enrolment" in AGAINST[hold.kind]:
            standing.append(hold)
    reasons = []
    for hold in sorted(standing, key=lambda hold: hold.id):
        reasons.append(f"{hold.kind}: {hold.reason}")
    if not reasons:
        return None
    return Refusal("hold.standing", f"A hold stands against enrolling ({'; '.join(reasons)}).")
