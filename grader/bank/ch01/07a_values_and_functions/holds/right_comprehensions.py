# kind: anticipated
def holds(request: EnrolmentRequest) -> Refusal | None:
    standing = [h for h in request.holds if not h.released_at and "enrolment" in AGAINST[h.kind]]
    standing.sort(key=lambda h: (h.placed_at, h.id))
    told = "; ".join(f"{h.kind}: {h.reason}" for h in standing)
    return Refusal("hold.standing", f"A hold stands against enrolling ({told}).") if told else None
