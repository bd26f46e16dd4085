"""Tables of hashed passwords and of attempts to sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Name, Words


class PasswordRow(Base):
    """What is kept of a user's password; who has no row signs in with none."""

    __tablename__ = "passwords"

    user: Mapped[Code] = mapped_column(ForeignKey("users.id"), primary_key=True)
    hashed: Mapped[Name]


class AttemptRow(Base):
    """An attempt to sign in; `account` is a digest of the address that was typed."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index(None, "client", "at"),)

    id: Mapped[Code] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(Words(64))
    client: Mapped[str] = mapped_column(Words(64))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
