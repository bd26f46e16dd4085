"""The waitlist: who is next when a seat becomes free, and how long the offer stands."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from university.domain.enrolment import Enrolment, Status
from university.domain.terms import Term

OFFER_LASTS = timedelta(hours=24)
"""How long a student may think about an offered seat, of this university's own regulations."""


class NextInLine(Protocol):
    """How a free seat finds its student."""

    def __call__(self, waiting: Iterable[Enrolment], can_take: Callable[[str], bool], /) -> Enrolment | None:
        """The enrolment to offer the seat to, or None."""


def next_in_line(waiting: Iterable[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    """The longest waiting student (by `since`) who can take the seat now; others keep their place."""
    in_order = sorted(waiting, key=lambda enrolment: enrolment.since)
    return next((enrolment for enrolment in in_order if can_take(enrolment.student)), None)


def offer(waiting: Enrolment, term: Term, now: datetime) -> Enrolment:
    """The seat, kept for the student for a day, but not beyond the end of adding."""
    expires = min(now + OFFER_LASTS, term.instant(term.add.closes))
    return replace(waiting, status=Status.OFFERED, expires=expires)


def has_expired(enrolment: Enrolment, now: datetime) -> bool:
    """Whether it is an offer that nobody may accept any more: its time is half-open, like a window."""
    return enrolment.expires is not None and now >= enrolment.expires
