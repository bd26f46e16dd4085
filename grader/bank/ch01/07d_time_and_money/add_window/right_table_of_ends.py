# kind: anticipated
def add_window(request: EnrolmentRequest) -> Refusal | None:
    window = request.term.add

    def as_instant(local: datetime) -> datetime:
        return local.replace(tzinfo=ZoneInfo(request.term.zone)).astimezone(UTC)

    for code, verb, local, shut in (
        ("enrolment.not_open", "opens", window.opens, lambda end: request.now < end),
        ("deadline.passed", "closed", window.closes, lambda end: not request.now < end),
    ):
        if shut(as_instant(local)):
            return Refusal(
                code, f"Adding courses for {request.term.name} {verb} on {local:%d %B %Y} at {local:%H:%M}."
            )
    return None
