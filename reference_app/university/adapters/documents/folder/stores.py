"""Both stores in a folder."""

from __future__ import annotations

from pathlib import Path

from university.adapters.documents.folder.database import FolderDatabase
from university.adapters.documents.folder.feed import FolderFeed
from university.adapters.documents.folder.files import FolderFiles
from university.adapters.documents.stores import DocumentStores
from university.application.ports.clock import Clock


def open_folder(path: Path, clock: Clock) -> DocumentStores:
    """Stores in the folder, which is made when something is first kept there."""
    database = FolderDatabase(path.absolute())
    return DocumentStores(FolderFeed(database), FolderFiles(database, clock))
