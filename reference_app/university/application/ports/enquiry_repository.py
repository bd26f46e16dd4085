"""What visitors ask the registrar's office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A message from the contact form; `settled_by` is the user who dealt with it."""

    id: str
    name: str
    email: str
    text: str
    at: datetime
    settled_by: str | None = None


class EnquiryRepository(Protocol):
    """Enquiries. They come from anybody, so nothing in them is to be believed."""

    def add(self, enquiry: Enquiry) -> None:
        """Put an enquiry on file."""

    def count(self, since: datetime) -> int:
        """How many came after the instant."""

    def open(self, limit: int) -> list[Enquiry]:
        """Up to `limit` enquiries that nobody has dealt with, the oldest first."""

    def settle(self, id: str, by: str) -> bool:
        """Note who dealt with it; False where nothing open has this id."""
