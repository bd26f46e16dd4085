"""Where documents are kept, as the settings say it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small_campus import NOW

from university.adapters.documents.folder.feed import FolderFeed
from university.adapters.documents.memory.feed import MemoryFeed
from university.adapters.documents.settings import DocumentsSettings
from university.adapters.documents.stores import DocumentStores
from university.application.activity import ActivityProjection
from university.application.ports.activity_feed import ActivityFeed
from university.application.ports.event_log import EventLog
from university.application.ports.file_store import FileStore
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.domain.events import Event, EventKind
from university.settings import Settings, SettingsError

VARIABLE = "UNIVERSITY_DOCUMENTS_URL"


def app(url: str, database_url: str = "memory:") -> Container:
    return build(Settings(database_url=database_url, values={VARIABLE: url}))


@pytest.mark.parametrize(
    ("database_url", "documents"),
    [
        ("memory:", "memory:"),
        ("sqlite:///university.db", "folder:university-documents"),
        ("sqlite:////srv/data/campus.db?timeout=5", "folder:/srv/data/campus-documents"),
        ("postgresql+psycopg://registrar:secret@db/university", "folder:university-documents"),
    ],
)
def test_documents_lie_beside_the_data_unless_told_otherwise(database_url: str, documents: str) -> None:
    assert DocumentsSettings.read({}).beside(database_url) == documents
    told = DocumentsSettings.read({VARIABLE: "folder:/srv/documents"})
    assert told.beside(database_url) == "folder:/srv/documents"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "folder:",
        "folder:a\0b",
        "/srv/secret",
        "redis://u:secret@h",
        "memory:x",
        "Mongodb://secret@h",
    ],
)
def test_an_address_that_is_not_understood_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(SettingsError, match=f"{VARIABLE} is not understood; use memory: or") as refused:
        app(url).get(ActivityFeed)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "mongodb://",
        "mongodb://registrar:se@cret@db/university",
        "mongodb://registrar:secret@db:99999/university",
        "mongodb://registrar:secret@db/$university",
    ],
)
def test_an_address_that_mongodb_does_not_understand_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(SettingsError, match=f"{VARIABLE}: this is no address of a MongoDB server") as refused:
        app(url).get(FileStore)
    assert "cret" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_without_the_driver_mongodb_is_refused_and_the_rest_works(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in sys.modules if name.startswith("university.adapters.documents.mongodb")]:
        monkeypatch.delitem(sys.modules, name)
    for driver in ("pymongo", "bson", "gridfs"):
        monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(SettingsError, match=r"pip install 'university\[mongodb\]'"):
        app("mongodb://localhost").get(ActivityFeed)
    assert isinstance(app(f"folder:{tmp_path}").get(ActivityFeed), FolderFeed)
    assert isinstance(app("memory:").get(ActivityFeed), MemoryFeed)


def test_building_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    container = build()
    stores = container.get(DocumentStores)
    assert list(tmp_path.iterdir()) == []
    assert container.get(ActivityFeed) is stores.feed
    assert container.get(FileStore) is stores.files
    stores.feed.prepare()
    assert [file.name for file in tmp_path.iterdir()] == ["university-documents"]
    container.close()


def test_the_app_tells_the_feed_what_its_log_holds() -> None:
    container = app("memory:")
    with container.get(Units)() as work:
        work[EventLog].append(Event(EventKind.ENROLLED, NOW, "U-1", "S-1", "BIO-201-A"))
        work.commit()
    assert container.get(ActivityProjection).catch_up() == 1
    assert [found.kind for found in container.get(ActivityFeed).recent("S-1").activities] == ["enrolled"]
