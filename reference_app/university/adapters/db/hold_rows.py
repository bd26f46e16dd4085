"""The table of holds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Label, Prose


class HoldRow(Base):
    """A hold; a released one stays on file."""

    __tablename__ = "holds"
    __table_args__ = (
        CheckConstraint("kind IN ('financial', 'advising', 'library')", name="kind"),
        CheckConstraint("released_at >= placed_at", name="released_after_it_was_placed"),
    )

    id: Mapped[Code] = mapped_column(primary_key=True)
    student: Mapped[Code] = mapped_column(ForeignKey("students.number"), index=True)
    kind: Mapped[Label]
    reason: Mapped[Prose]
    placed_by: Mapped[Code]
    placed_at: Mapped[datetime] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
