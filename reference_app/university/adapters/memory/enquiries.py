"""Enquiries in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from university.adapters.memory.store import Tables
from university.application.ports.enquiry_repository import Enquiry


class MemoryEnquiries:
    """Fulfils EnquiryRepository."""

    def __init__(self, tables: Tables) -> None:
        self._enquiries = tables[Enquiry]

    def add(self, enquiry: Enquiry) -> None:
        """Put an enquiry on file."""
        self._enquiries[enquiry.id] = enquiry

    def count(self, since: datetime) -> int:
        """How many came after the instant."""
        return sum(enquiry.at > since for enquiry in self._enquiries.values())

    def open(self, limit: int) -> list[Enquiry]:
        """Up to `limit` enquiries that nobody has dealt with, the oldest first."""
        waiting = (enquiry for enquiry in self._enquiries.values() if enquiry.settled_by is None)
        return sorted(waiting, key=lambda enquiry: (enquiry.at, enquiry.id))[:limit]

    def settle(self, id: str, by: str) -> bool:
        """Note who dealt with it; False where nothing open has this id."""
        enquiry = self._enquiries.get(id)
        if enquiry is None or enquiry.settled_by is not None:
            return False
        self._enquiries[id] = replace(enquiry, settled_by=by)
        return True
