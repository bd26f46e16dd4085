"""The table of the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Key, Label


class EventRow(Base):
    """One event. It names people and sections by number, not by keys: the log outlives what it tells of.

    `noted_at` is the database's own time, in seconds since 1970; `at` is the app's.
    """

    __tablename__ = "events"

    position: Mapped[Key]
    kind: Mapped[Label]
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[Code]
    student: Mapped[Code | None] = mapped_column(index=True)
    section: Mapped[Code | None] = mapped_column(index=True)
    details: Mapped[dict[str, str]] = mapped_column(JSON)
    noted_at: Mapped[int] = mapped_column(BigInteger)
