# kind: anticipated
# message: an instant and a local time are compared only after one of them is converted
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term = request.term
    now = request.now.replace(tzinfo=None)
    opens, closes = term.add.opens, term.add.closes
    if now < opens:
        return Refusal("enrolment.not_open", f"Adding courses for {term.name} opens on {term.add.opens:%d %B %Y at %H:%M}.")
    if now >= closes:
        return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {term.add.closes:%d %B %Y at %H:%M}.")
    return None
