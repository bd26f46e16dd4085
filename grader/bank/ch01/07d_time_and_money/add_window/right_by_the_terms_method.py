# kind: anticipated
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term = request.term
    form = "%d %B %Y at %H:%M"
    if term.instant(term.add.opens) <= request.now < term.instant(term.add.closes):
        return None
    if request.now < term.instant(term.add.opens):
        return Refusal("enrolment.not_open", f"Adding courses for {term.name} opens on {term.add.opens.strftime(form)}.")
    return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {term.add.closes.strftime(form)}.")
