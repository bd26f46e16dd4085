"""Tables of issued transcripts. Rows are only ever added."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base, Code, Exact, Instant, Label, one_of
from university.domain.grading import GRADES


class TranscriptRow(Base):
    """One issued transcript."""

    __tablename__ = "transcripts"
    __table_args__ = (
        CheckConstraint("version >= 1", name="counts_from_one"),
        CheckConstraint("credits_earned >= 0", name="credits"),
    )

    student: Mapped[Code] = mapped_column(ForeignKey("students.number"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    issued_at: Mapped[datetime] = mapped_column(Instant)
    credits_earned: Mapped[int]
    gpa: Mapped[Decimal | None] = mapped_column(Exact(3, 2))

    lines: Mapped[list[TranscriptLineRow]] = relationship(order_by="TranscriptLineRow.place", lazy="raise")


class TranscriptLineRow(Base):
    """One line, as it was printed: it refers to no course, because courses change and transcripts do not."""

    __tablename__ = "transcript_lines"
    __table_args__ = (
        ForeignKeyConstraint(["student", "version"], ["transcripts.student", "transcripts.version"]),
        CheckConstraint("place >= 0", name="place"),
        CheckConstraint("credits >= 0", name="credits"),
        CheckConstraint(one_of("grade", GRADES), name="grade"),
    )

    student: Mapped[Code] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    course: Mapped[Code]
    term: Mapped[Code]
    credits: Mapped[int]
    grade: Mapped[Label]
