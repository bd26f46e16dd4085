# kind: anticipated
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term = request.term
    now = request.now.replace(tzinfo=None)
    opens, closes = term.add.opens - request.now.astimezone(ZoneInfo(term.zone)).utcoffset(), term.add.closes - request.now.astimezone(ZoneInfo(term.zone)).utcoffset()
    if now < opens:
        return Refusal("enrolment.not_open", f"Adding courses for {term.name} opens on {term.add.opens:%d %B %Y at %H:%M}.")
    if now >= closes:
        return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {term.add.closes:%d %B %Y at %H:%M}.")
    return None
