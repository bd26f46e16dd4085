"""Holds: what an office keeps from a student until something is settled."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


class Service(enum.StrEnum):
    """What a hold can stand against."""

    ENROLMENT = "enrolment"
    TRANSCRIPT = "transcript"


class HoldKind(enum.StrEnum):
    """Which office placed it, and so what it is about."""

    FINANCIAL = "financial"
    ADVISING = "advising"
    LIBRARY = "library"


BLOCKS = {
    HoldKind.FINANCIAL: frozenset({Service.ENROLMENT, Service.TRANSCRIPT}),
    HoldKind.ADVISING: frozenset({Service.ENROLMENT}),
    HoldKind.LIBRARY: frozenset({Service.TRANSCRIPT}),
}
"""This university's regulations: which hold stands against what."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold; it stands until it is released. `placed_by` is a user's id, the times are instants in UTC."""

    id: str
    student: str
    kind: HoldKind
    reason: str
    placed_by: str
    placed_at: datetime
    released_at: datetime | None = None


def blocking(holds: Iterable[Hold], service: Service) -> list[Hold]:
    """The holds that stand against the service now, the oldest first."""
    standing = [hold for hold in holds if hold.released_at is None and service in BLOCKS[hold.kind]]
    return sorted(standing, key=lambda hold: (hold.placed_at, hold.id))
