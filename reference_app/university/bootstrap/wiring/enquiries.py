"""The contact form."""

from __future__ import annotations

from typing import Any

from university.adapters.db.enquiry_repository import DatabaseEnquiries
from university.adapters.db.repository import DatabaseRepository
from university.adapters.memory.enquiries import MemoryEnquiries
from university.adapters.memory.store import MemoryRepository
from university.application.enquiries import Enquiries
from university.application.ports.clock import Clock
from university.application.ports.enquiry_repository import EnquiryRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide where enquiries are left and dealt with."""
    container.contribute(DatabaseRepository, DatabaseRepository(EnquiryRepository, DatabaseEnquiries))
    container.contribute(MemoryRepository, MemoryRepository(EnquiryRepository, MemoryEnquiries))
    container.provide(Enquiries, lambda c: Enquiries(c.get(Units), c.get(Clock)))
