"""What each kind of document store gives the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from university.application.errors import StoreUnavailable
from university.application.ports.activity_feed import ActivityFeed
from university.application.ports.file_store import FileStore


def _nothing() -> None:
    """Close what needs no closing."""


@dataclass(frozen=True, slots=True)
class DocumentStores:
    """Both stores behind one address; `close` lets go of connections."""

    feed: ActivityFeed
    files: FileStore
    close: Callable[[], None] = _nothing


class DocumentsUnavailable(StoreUnavailable):
    """The documents cannot be reached now; everything else of the university can."""

    def __init__(self) -> None:
        super().__init__(
            "The activity feed and the files cannot be reached.",
            remedy="Try again in a moment. If it stays so, whoever runs the app checks "
            "UNIVERSITY_DOCUMENTS_URL, the server or folder it names, and the free space there.",
        )
