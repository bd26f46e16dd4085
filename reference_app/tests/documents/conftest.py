"""Stores of documents for tests: in memory, in a folder, and in MongoDB or its emulator."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from mongo_emulator import running_emulator
from pymongo import MongoClient

from university.adapters.clock import FixedClock
from university.adapters.documents.stores import DocumentStores
from university.application.ports.activity_feed import ActivityFeed
from university.application.ports.file_store import FileStore
from university.bootstrap import Container, build
from university.settings import MEMORY_URL, Settings

SERVER = "UNIVERSITY_TEST_MONGODB_URL"
MONGODB = pytest.param("mongodb", id="mongodb" if SERVER in os.environ else "mongodb-emulator")

OpenDocuments = Callable[[str], DocumentStores]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An app on a server's database keeps its documents in the current folder, so that is the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def mongodb_server() -> Iterator[str]:
    """A server where one is given, or else the emulator."""
    if given := os.environ.get(SERVER):
        yield given
        return
    with running_emulator() as url:
        yield url


@pytest.fixture
def mongodb_url(mongodb_server: str) -> Iterator[str]:
    """An empty database of the test's own, dropped afterwards."""
    name = f"university_test_{secrets.token_hex(6)}"
    parts = urlsplit(mongodb_server)
    options = [parts.query] if parts.query else []
    if parts.username and "authsource=" not in parts.query.lower():
        options.append(f"authSource={parts.path.strip('/') or 'admin'}")
    yield parts._replace(path=f"/{name}", query="&".join(options)).geturl()
    with MongoClient(mongodb_server) as client:
        client.drop_database(name)


@pytest.fixture(params=["memory", "folder", MONGODB])
def documents_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of each kind of store in turn; a test that uses it runs on all."""
    return _address(request, tmp_path)


@pytest.fixture(params=["folder", MONGODB])
def shared_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same for the stores that several processes can share."""
    return _address(request, tmp_path)


def _address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "mongodb":
        return request.getfixturevalue("mongodb_url")
    return MEMORY_URL if request.param == "memory" else f"folder:{tmp_path / 'documents'}"


@pytest.fixture
def open_documents(clock: FixedClock) -> Iterator[OpenDocuments]:
    """`open_documents(url)` gives the stores of a new app; every call is another app."""
    made: list[Container] = []

    def make(url: str) -> DocumentStores:
        settings = Settings(database_url=MEMORY_URL, values={"UNIVERSITY_DOCUMENTS_URL": url})
        made.append(build(settings, {"clock": lambda: clock}))
        return made[-1].get(DocumentStores)

    yield make
    for container in made:
        container.close()


@pytest.fixture
def feed(documents_url: str, open_documents: OpenDocuments) -> ActivityFeed:
    return open_documents(documents_url).feed


@pytest.fixture
def files(documents_url: str, open_documents: OpenDocuments) -> FileStore:
    return open_documents(documents_url).files
