"""The table of the site's sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Instant, Words


class SiteSessionRow(Base):
    """A session; `digest` is the SHA-256 of its secret, in hexadecimal digits."""

    __tablename__ = "site_sessions"

    digest: Mapped[str] = mapped_column(Words(64), primary_key=True)
    user: Mapped[Code] = mapped_column(ForeignKey("users.id"), index=True)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)
