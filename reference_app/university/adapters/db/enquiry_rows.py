"""The table of enquiries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from university.adapters.db.base import Base, Code, Email, Instant, Name, Prose


class EnquiryRow(Base):
    """A message from the contact form."""

    __tablename__ = "enquiries"

    id: Mapped[Code] = mapped_column(primary_key=True)
    name: Mapped[Name]
    email: Mapped[Email]
    text: Mapped[Prose]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    settled_by: Mapped[Code | None] = mapped_column(ForeignKey("users.id"), index=True)
