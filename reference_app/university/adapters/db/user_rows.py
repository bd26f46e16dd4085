"""Tables of users and their roles."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from university.adapters.db.base import Base, Code, Email, Label, Name


class UserRow(Base):
    """Somebody with an account; `email` is normalised, so that unique means unique to people, too.

    The app composes accents and removes blanks; capitals the table itself refuses.
    """

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"), CheckConstraint("email = lower(email)", name="email"))

    id: Mapped[Code] = mapped_column(primary_key=True)
    email: Mapped[Email]
    name: Mapped[Name]
    student: Mapped[Code | None] = mapped_column(ForeignKey("students.number"), index=True)
    professor: Mapped[Code | None] = mapped_column(ForeignKey("professors.number"), index=True)

    roles: Mapped[list[RoleRow]] = relationship(lazy="raise")


class RoleRow(Base):
    """One role of a user."""

    __tablename__ = "user_roles"
    __table_args__ = (
        CheckConstraint("role IN ('applicant', 'student', 'professor', 'registrar', 'admin')", name="role"),
    )

    user: Mapped[Code] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[Label] = mapped_column(primary_key=True)
