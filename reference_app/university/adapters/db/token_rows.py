"""The table of tokens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Name, Words


class TokenRow(Base):
    """A token; `digest` is the SHA-256 of its secret, in hexadecimal digits."""

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("digest"),)

    id: Mapped[Code] = mapped_column(primary_key=True)
    user: Mapped[Code] = mapped_column(ForeignKey("users.id"), index=True)
    digest: Mapped[str] = mapped_column(Words(64))
    label: Mapped[Name]
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
