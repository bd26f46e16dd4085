# kind: anticipated
# message: 16:30 UTC is 17:30 on campus
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term = request.term
    now = request.now
    opens, closes = term.add.opens.replace(tzinfo=UTC), term.add.closes.replace(tzinfo=UTC)
    if now < opens:
        return Refusal("enrolment.not_open", f"Adding courses for {term.name} opens on {term.add.opens:%d %B %Y at %H:%M}.")
    if now >= closes:
        return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {term.add.closes:%d %B %Y at %H:%M}.")
    return None
