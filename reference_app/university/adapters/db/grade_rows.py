"""Tables of grade sheets and of changes to what was posted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Key, Label, Prose, one_of
from university.domain.grading import GRADES


class SheetRow(Base):
    """A section's grade sheet, there from the section's first day; `version` counts its changes."""

    __tablename__ = "grade_sheets"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'submitted', 'posted')", name="state"),
        CheckConstraint("version >= 0", name="version"),
    )

    section: Mapped[Code] = mapped_column(ForeignKey("sections.id"), primary_key=True)
    state: Mapped[Label]
    version: Mapped[int]


class GradeRow(Base):
    """One student's grade on a sheet."""

    __tablename__ = "grades"
    __table_args__ = (CheckConstraint(one_of("grade", GRADES), name="grade"),)

    section: Mapped[Code] = mapped_column(ForeignKey("grade_sheets.section"), primary_key=True)
    student: Mapped[Code] = mapped_column(ForeignKey("students.number"), primary_key=True, index=True)
    grade: Mapped[Label]


class GradeChangeRow(Base):
    """A change of a posted grade, with its reason; rows are only ever added."""

    __tablename__ = "grade_changes"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        CheckConstraint(one_of("old", GRADES), name="old"),
        CheckConstraint(one_of("new", GRADES), name="new"),
    )

    id: Mapped[Key]
    section: Mapped[Code] = mapped_column(ForeignKey("grade_sheets.section"), index=True)
    student: Mapped[Code] = mapped_column(ForeignKey("students.number"))
    old: Mapped[Label]
    new: Mapped[Label]
    reason: Mapped[Prose]
    actor: Mapped[Code]
    at: Mapped[datetime] = mapped_column(Instant)
