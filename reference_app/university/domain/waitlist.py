"""Who is next when a seat becomes free."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from university.domain.enrolment import Enrolment


class NextInLine(Protocol):
    """How a free seat finds its student."""

    def __call__(self, waiting: Iterable[Enrolment], can_take: Callable[[str], bool], /) -> Enrolment | None:
        """The enrolment to promote, or None."""


def next_in_line(waiting: Iterable[Enrolment], can_take: Callable[[str], bool]) -> Enrolment | None:
    """The longest waiting student (by `since`) who can take the seat now; others keep their place."""
    in_order = sorted(waiting, key=lambda enrolment: enrolment.since)
    return next((enrolment for enrolment in in_order if can_take(enrolment.student)), None)
