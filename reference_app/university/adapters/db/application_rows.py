"""Tables of applications for admission and the steps they went."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base, Code, Email, Instant, Label, Name, Prose, one_of
from university.domain.admissions import Step


class ApplicationRow(Base):
    """An application; `version` counts its changes, `advanced_at` is the time of its last step."""

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint(
            "stage IN ('draft', 'submitted', 'under_review', 'admitted', 'rejected', 'accepted', "
            "'declined', 'withdrawn')",
            name="stage",
        ),
        CheckConstraint("version >= 0", name="version"),
        Index(None, "stage", "advanced_at"),
    )

    id: Mapped[Code] = mapped_column(primary_key=True)
    applicant: Mapped[Code] = mapped_column(index=True)
    name: Mapped[Name]
    email: Mapped[Email]
    department: Mapped[Code] = mapped_column(ForeignKey("departments.code"), index=True)
    statement: Mapped[Prose]
    stage: Mapped[Label]
    version: Mapped[int] = mapped_column(default=0)
    advanced_at: Mapped[datetime | None] = mapped_column(Instant)

    history: Mapped[list[PassageRow]] = relationship(order_by="PassageRow.place", lazy="raise")


class PassageRow(Base):
    """One step that an application went; rows are only ever added."""

    __tablename__ = "application_steps"
    __table_args__ = (
        CheckConstraint("place >= 0", name="place"),
        CheckConstraint(one_of("step", Step), name="step"),
    )

    application: Mapped[Code] = mapped_column(ForeignKey("applications.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    step: Mapped[Label]
    actor: Mapped[Code]
    at: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[Prose]
