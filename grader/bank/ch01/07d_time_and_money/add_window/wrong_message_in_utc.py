# kind: anticipated
# message: whose `message` is `'Adding courses for Spring 2027 closed on 02 April 2027 at 16:00.'`
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term = request.term
    now = request.now
    opens, closes = term.add.opens.replace(tzinfo=ZoneInfo(term.zone)), term.add.closes.replace(tzinfo=ZoneInfo(term.zone))
    if now < opens:
        return Refusal("enrolment.not_open", f"Adding courses for {term.name} opens on {opens.astimezone(UTC):%d %B %Y at %H:%M}.")
    if now >= closes:
        return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {closes.astimezone(UTC):%d %B %Y at %H:%M}.")
    return None
