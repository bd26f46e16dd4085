# kind: anticipated
# message: A released hold gives no reason, also where another one stands
def holds(request: EnrolmentRequest) -> Refusal | None:
    oldest = sorted(request.holds, key=lambda hold: (hold.placed_at, hold.id))
    reasons = []
    for hold in reversed(oldest):
        if hold.released_at is not None:
            return None
        if "enrolment" in AGAINST[hold.kind]:
            reasons.insert(0, f"{hold.kind}: {hold.reason}")
    if not reasons:
        return None
    return Refusal("hold.standing", f"A hold stands against enrolling ({'; '.join(reasons)}).")
