"""Enquiries in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from university.adapters.db.changes import changed_one
from university.adapters.db.enquiry_rows import EnquiryRow
from university.application.ports.enquiry_repository import Enquiry


class DatabaseEnquiries:
    """Fulfils EnquiryRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, enquiry: Enquiry) -> None:
        """Put an enquiry on file."""
        names = ("id", "name", "email", "text", "at", "settled_by")
        self._session.execute(insert(EnquiryRow).values({name: getattr(enquiry, name) for name in names}))

    def count(self, since: datetime) -> int:
        """How many came after the instant."""
        return self._session.scalar(select(func.count()).where(EnquiryRow.at > since)) or 0

    def open(self, limit: int) -> list[Enquiry]:
        """Up to `limit` enquiries that nobody has dealt with, the oldest first."""
        waiting = select(EnquiryRow).where(EnquiryRow.settled_by.is_(None))
        rows = self._session.scalars(waiting.order_by(EnquiryRow.at, EnquiryRow.id).limit(limit))
        return [Enquiry(row.id, row.name, row.email, row.text, row.at, row.settled_by) for row in rows]

    def settle(self, id: str, by: str) -> bool:
        """Note who dealt with it; False where nothing open has this id."""
        waiting = update(EnquiryRow).where(EnquiryRow.id == id, EnquiryRow.settled_by.is_(None))
        return changed_one(self._session, waiting.values(settled_by=by))
