"""Enrolment belongs into the term's add window."""

from __future__ import annotations

from university.domain.enrolment import EnrolmentRequest, Refusal


def add_window(request: EnrolmentRequest) -> Refusal | None:
    """Refuse before the window opens, and from its closing instant on: it is half-open, like a meeting."""
    term = request.term
    if request.now < term.instant(term.add.opens):
        return Refusal(
            "enrolment.not_open",
            f"Adding courses for {term.name} opens on {term.add.opens:%d %B %Y at %H:%M}.",
        )
    if request.now < term.instant(term.add.closes):
        return None
    return Refusal(
        "deadline.passed", f"Adding courses for {term.name} closed on {term.add.closes:%d %B %Y at %H:%M}."
    )
