"""The activity feed and the files of applications, wherever the settings want them kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from university.adapters.documents.folder.stores import open_folder
from university.adapters.documents.memory.stores import open_memory
from university.adapters.documents.settings import FOLDER, VARIABLE, DocumentsSettings
from university.adapters.documents.stores import DocumentStores
from university.application.activity import Activities, ActivityProjection
from university.application.admissions import Admissions
from university.application.application_files import ApplicationFiles
from university.application.ports.activity_feed import ActivityFeed, Happening, ReadEvents
from university.application.ports.clock import Clock
from university.application.ports.event_log import EventLog
from university.application.ports.file_store import FileStore
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import MEMORY_URL, SettingsError

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide both stores, what tells the feed of the log's events, and what reads it."""
    container.provide(DocumentStores, _open, close=lambda stores: stores.close())
    container.provide(ActivityFeed, lambda c: c.get(DocumentStores).feed)
    container.provide(FileStore, lambda c: c.get(DocumentStores).files)
    container.provide(Activities, lambda c: Activities(c.get(Units), c.get(ActivityFeed)))
    container.provide(ApplicationFiles, lambda c: ApplicationFiles(c.get(Admissions), c.get(FileStore)))
    container.provide(ReadEvents, _read_events)
    container.provide(
        ActivityProjection, lambda c: ActivityProjection(c.get(ReadEvents), c.get(ActivityFeed))
    )


def _read_events(container: Container) -> ReadEvents:
    units = container.get(Units)

    def read(position: int, limit: int) -> Sequence[tuple[int, Happening]]:
        with units() as work:
            return work[EventLog].settled(position, limit)

    return read


def _open(container: Container) -> DocumentStores:
    settings, clock = container.settings, container.get(Clock)
    url = settings.section(DocumentsSettings).beside(settings.database_url)
    if url == MEMORY_URL:
        return open_memory(clock)
    if url.startswith(FOLDER):
        return open_folder(Path(url.removeprefix(FOLDER)), clock)
    return _open_mongodb(url, clock)


def _open_mongodb(url: str, clock: Clock) -> DocumentStores:
    try:
        # The driver is an extra: an app that keeps its documents elsewhere does without it.
        from university.adapters.documents.mongodb.database import UnknownServer
        from university.adapters.documents.mongodb.stores import open_mongodb
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"{VARIABLE} names MongoDB, whose driver is missing; run: pip install 'university[mongodb]'"
        ) from error
    try:
        return open_mongodb(url, clock)
    except UnknownServer as error:
        raise SettingsError(f"{VARIABLE}: {error}") from None
