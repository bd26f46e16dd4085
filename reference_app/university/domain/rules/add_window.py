"""Enrolment belongs into the term's add window."""

from university.domain.enrolment import EnrolmentRequest, Refusal


def add_window(request: EnrolmentRequest) -> Refusal | None:
    """Refuse before the window opens, and from its closing instant on: it is half-open, like a meeting."""
    term = request.term
    adding = f"Adding courses for {term.name}"
    if request.now < term.instant(term.add.opens):
        return Refusal("enrolment.not_open", f"{adding} opens on {term.add.opens:%d %B %Y at %H:%M}.")
    if request.now >= term.instant(term.add.closes):
        return Refusal("deadline.passed", f"{adding} closed on {term.add.closes:%d %B %Y at %H:%M}.")
    return None
