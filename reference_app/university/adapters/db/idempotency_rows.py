"""The table of idempotency keys."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Prose, Words


class IdempotencyRow(Base):
    """A user's key with the request that has it; `key` is a word of SQL, so `name`."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (
        CheckConstraint("status BETWEEN 100 AND 599", name="status"),
        CheckConstraint("(status IS NULL) = (body IS NULL)", name="whole_answer"),
    )

    user: Mapped[Code] = mapped_column(ForeignKey("users.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Words(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Words(64))
    holder: Mapped[Code]
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    done: Mapped[bool]
    status: Mapped[int | None]
    body: Mapped[Prose | None]
    location: Mapped[Prose | None]
