"""The table of enrolments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Key, Label


class EnrolmentRow(Base):
    """A student's one place in a section."""

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("student", "section"),
        CheckConstraint("status IN ('enrolled', 'waitlisted', 'offered', 'withdrawn')", name="status"),
        CheckConstraint("(status = 'offered') = (expires IS NOT NULL)", name="only_an_offer_expires"),
        Index(None, "section", "status", "since"),
        Index(None, "status", "expires"),
    )

    id: Mapped[Key]
    student: Mapped[Code] = mapped_column(ForeignKey("students.number"))
    section: Mapped[Code] = mapped_column(ForeignKey("sections.id"))
    status: Mapped[Label]
    since: Mapped[datetime] = mapped_column(Instant)
    expires: Mapped[datetime | None] = mapped_column(Instant)
