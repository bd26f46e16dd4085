"""Tables of people: students and professors."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Name


class StudentRow(Base):
    """A student; `version` counts changes, and whoever raises it has the student until the unit ends."""

    __tablename__ = "students"
    __table_args__ = (CheckConstraint("version >= 0", name="version"),)

    number: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    version: Mapped[int] = mapped_column(default=0)


class ProfessorRow(Base):
    """Somebody who teaches."""

    __tablename__ = "professors"

    number: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    department: Mapped[Code] = mapped_column(ForeignKey("departments.code"), index=True)
