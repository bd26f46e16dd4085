"""Tables of students."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base, Code, Name


class StudentRow(Base):
    """A student; `version` counts changes, and whoever raises it has the student until the unit ends."""

    __tablename__ = "students"

    number: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    version: Mapped[int] = mapped_column(default=0)

    completed: Mapped[list[CompletionRow]] = relationship(cascade="all, delete-orphan", lazy="raise")


class CompletionRow(Base):
    """A course that a student passed in an earlier term."""

    __tablename__ = "completions"

    student: Mapped[Code] = mapped_column(ForeignKey("students.number"), primary_key=True)
    course: Mapped[Code] = mapped_column(ForeignKey("courses.code"), primary_key=True, index=True)
