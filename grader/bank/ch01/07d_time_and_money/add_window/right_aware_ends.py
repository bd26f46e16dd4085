# kind: anticipated
def add_window(request: EnrolmentRequest) -> Refusal | None:
    term, campus = request.term, ZoneInfo(request.term.zone)
    if request.now < term.add.opens.replace(tzinfo=campus):
        when = f"{term.add.opens:%d %B %Y at %H:%M}"
        return Refusal("enrolment.not_open", f"Adding courses for {term.name} opens on {when}.")
    if request.now >= term.add.closes.replace(tzinfo=campus):
        when = f"{term.add.closes:%d %B %Y at %H:%M}"
        return Refusal("deadline.passed", f"Adding courses for {term.name} closed on {when}.")
    return None
