"""Holds in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from university.adapters.db.changes import changed_one
from university.adapters.db.hold_rows import HoldRow
from university.adapters.db.statements import run, sought
from university.domain.holds import Hold, HoldKind

OF_STUDENT = (
    select(HoldRow).where(HoldRow.student == sought("student")).order_by(HoldRow.placed_at, HoldRow.id)
)


class DatabaseHolds:
    """Fulfils HoldRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, hold: Hold) -> None:
        """Put the hold on file."""
        self._session.execute(insert(HoldRow).values(hold_row(hold)))

    def get(self, id: str) -> Hold | None:
        """The hold, or None."""
        row = self._session.scalar(select(HoldRow).where(HoldRow.id == id))
        return _hold(row) if row else None

    def of_student(self, student: str) -> list[Hold]:
        """All holds of the student, the oldest first."""
        return [_hold(row) for row in run(self._session, OF_STUDENT, student=student)]

    def release(self, id: str, at: datetime) -> bool:
        """Release a hold that stands; False when it does not stand (any more)."""
        standing = update(HoldRow).where(HoldRow.id == id, HoldRow.released_at.is_(None))
        return changed_one(self._session, standing.values(released_at=at))


def hold_row(hold: Hold) -> dict[str, object]:
    """What goes into the table."""
    return {
        "id": hold.id,
        "student": hold.student,
        "kind": hold.kind.value,
        "reason": hold.reason,
        "placed_by": hold.placed_by,
        "placed_at": hold.placed_at,
        "released_at": hold.released_at,
    }


def _hold(row: HoldRow | Row[*tuple[Any, ...]]) -> Hold:
    return Hold(
        row.id, row.student, HoldKind(row.kind), row.reason, row.placed_by, row.placed_at, row.released_at
    )
