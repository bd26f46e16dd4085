"""Both stores in memory."""

from __future__ import annotations

from university.adapters.documents.memory.feed import MemoryFeed
from university.adapters.documents.memory.files import MemoryFiles
from university.adapters.documents.stores import DocumentStores
from university.application.ports.clock import Clock


def open_memory(clock: Clock) -> DocumentStores:
    """Stores that end with the app."""
    return DocumentStores(MemoryFeed(), MemoryFiles(clock))
