"""Holds from rows of text, for the requests of `grader.props.enrolment`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from university.domain.holds import Hold, HoldKind

Row = str | tuple[str, ...]
"""A kind such as `library`, or (id, kind, reason, placed) with, at its end, when it was released."""

_PLACED = "2027-01-11T09:00"


def holds_of(student: str, rows: Iterable[Row]) -> tuple[Hold, ...]:
    """The student's holds in the order of the rows; instants are in UTC.

    Raises ValueError for an unknown kind, a text that is no instant, or a row of another length.
    """
    return tuple(_hold(student, number, row) for number, row in enumerate(rows, 1))


def _hold(student: str, number: int, row: Row) -> Hold:
    if isinstance(row, str):
        row = (f"H-{number}", row, f"about {row} matters", _PLACED)
    if len(row) not in (4, 5):
        raise ValueError(f"a hold is (id, kind, reason, placed) and perhaps when it was released, not {row}")
    id, kind, reason, *moments = row
    instants = [datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in moments]
    return Hold(id, student, HoldKind(kind), reason, "U-2", *instants)
