# kind: anticipated
def holds(request: EnrolmentRequest) -> Refusal | None:
    rows = set()
    for hold in request.holds:
        if hold.released_at is None and hold.kind in {"financial", "advising"}:
            rows.add((hold.placed_at, hold.id, f"{hold.kind}: {hold.reason}"))
    if not rows:
        return None
    text = ""
    for _, _, reason in sorted(rows):
        text += f"; {reason}"
    return Refusal("hold.standing", "A hold stands against enrolling (" + text.removeprefix("; ") + ").")
