"""What only MongoDB does: a server that is away, passwords, indexes, what lies in its collections."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bson import ObjectId
from mongo_emulator import running_emulator
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, OperationFailure
from small_campus import NOW

from university.adapters.documents.mongodb import files as mongo_files
from university.adapters.documents.mongodb.database import make_client
from university.adapters.documents.stores import DocumentStores
from university.application.errors import StoreUnavailable
from university.application.ports.activity_feed import Activity, Days
from university.domain.errors import NotFound

PDF = b"%PDF-1.7\n%%EOF\n"
TOLD = Activity("event-1", "enrolled", "S-1", NOW, "U-1", {"a.b.$c": "x"})
OpenDocuments = Callable[[str], DocumentStores]


@pytest.fixture
def stores(mongodb_url: str, open_documents: OpenDocuments) -> DocumentStores:
    return open_documents(mongodb_url)


@pytest.fixture
def database(mongodb_url: str) -> Iterator[Database[dict[str, Any]]]:
    """The collections, seen without the app."""
    with MongoClient(mongodb_url) as client:
        yield client.get_default_database()


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port on which nobody listens: it is held, so nobody else gets it, and a server of this test may."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def every_use(stores: DocumentStores) -> list[Callable[[], object]]:
    feed, files = stores.feed, stores.files
    return [
        feed.prepare,
        lambda: feed.record(TOLD),
        lambda: feed.recent("S-1"),
        lambda: feed.summary(Days(NOW.date(), NOW.date())),
        feed.position,
        lambda: feed.advance(0, 1),
        feed.clear,
        files.prepare,
        lambda: files.put("A-1", "a", "application/pdf", PDF),
        lambda: files.find("0" * 24),
        lambda: files.open("0" * 24),
        lambda: files.of_application("A-1"),
        lambda: files.delete("0" * 24),
    ]


def test_an_activity_is_one_document_with_its_own_id(
    stores: DocumentStores, database: Database[dict[str, Any]]
) -> None:
    stores.feed.record(TOLD)
    assert database.activities.find_one() == {
        "_id": "event-1",
        "kind": "enrolled",
        "student": "S-1",
        "at": NOW.replace(tzinfo=None),
        "actor": "U-1",
        "details": [{"name": "a.b.$c", "text": "x"}],
    }


def test_preparing_makes_the_indexes_once(stores: DocumentStores, database: Database[dict[str, Any]]) -> None:
    for _ in range(2):
        stores.feed.prepare()
        stores.files.prepare()
    assert set(database.activities.index_information()) == {
        "_id_",
        "activities_of_student",
        "activities_by_time",
    }
    assert set(database.application_files.index_information()) == {"_id_", "list_of_file"}
    assert database.activities.index_information()["activities_of_student"]["key"] == [
        ("student", 1),
        ("at", -1),
        ("_id", -1),
    ]


def test_nothing_stays_of_a_file_that_was_deleted_or_refused(
    stores: DocumentStores, database: Database[dict[str, Any]]
) -> None:
    kept = [stores.files.put("A-1", str(number), "application/pdf", PDF) for number in range(10)]
    with pytest.raises(Exception, match="already has 10 files"):
        stores.files.put("A-1", "one too many", "application/pdf", PDF.ljust(600_000))
    with pytest.raises(Exception, match="larger than 5 MB"):
        stores.files.put("A-2", "too large", "application/pdf", PDF.ljust(6_000_000))
    stores.files.delete(kept.pop().id)
    expected = {file.id for file in kept}
    assert {str(found["_id"]) for found in database["uploads.files"].find()} == expected
    assert {str(found["files_id"]) for found in database["uploads.chunks"].find()} == expected


def test_content_that_nobody_lists_is_cleared_away_after_a_day(
    stores: DocumentStores, database: Database[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = ObjectId.from_datetime(datetime.now(UTC) - timedelta(days=2))
    young = ObjectId()
    for key in (old, young):
        database["uploads.chunks"].insert_many({"files_id": key, "n": n, "data": b"x"} for n in range(2))
    database["uploads.files"].insert_one({"_id": old, "length": 2})
    listed = stores.files.put("A-1", "a", "application/pdf", PDF)

    def left() -> set[str]:
        return {str(found["files_id"]) for found in database["uploads.chunks"].find()}

    stores.files.prepare()
    assert left() == {str(young), listed.id}, "the young one might belong to an upload that still runs"
    assert database["uploads.files"].count_documents({"_id": old}) == 0
    monkeypatch.setattr(mongo_files, "LEFT_BEHIND_AFTER", timedelta(days=-1))
    stores.files.prepare()
    assert left() == {listed.id}


def test_two_who_begin_an_application_at_one_moment(
    stores: DocumentStores, database: Database[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = stores.files._lists  # type: ignore[attr-defined]

    class Overtaken:
        """On a server, of two upserts of one id the second may fail with a duplicate."""

        def update_one(self, *arguments: Any, **options: Any) -> object:
            monkeypatch.setattr(stores.files, "_lists", lists)
            stores.files.put("A-1", "first", "application/pdf", PDF)
            raise DuplicateKeyError("E11000 duplicate key error")

    monkeypatch.setattr(stores.files, "_lists", Overtaken())
    stores.files.put("A-1", "second", "application/pdf", PDF)
    assert [stored.name for stored in stores.files.of_application("A-1")] == ["first", "second"]


def test_a_file_whose_content_is_gone_is_not_found_and_can_be_deleted(
    stores: DocumentStores, database: Database[dict[str, Any]]
) -> None:
    stored = stores.files.put("A-1", "a", "application/pdf", PDF)
    with stores.files.open(stored.id) as content:
        database["uploads.chunks"].delete_many({})
        with pytest.raises(StoreUnavailable):
            content.read()
    database["uploads.files"].delete_many({})
    with pytest.raises(NotFound):
        stores.files.open(stored.id)
    stores.files.delete(stored.id)
    assert stores.files.of_application("A-1") == ()


def test_a_server_that_is_away_is_told_by_every_use(closed_port: int, open_documents: OpenDocuments) -> None:
    url = f"mongodb://registrar:very%40secret@127.0.0.1:{closed_port}/u?serverSelectionTimeoutMS=50"
    stores = open_documents(url)

    def told(use: Callable[[], object]) -> str:
        with pytest.raises(StoreUnavailable, match="cannot be reached") as unavailable:
            use()
        assert "UNIVERSITY_DOCUMENTS_URL" in unavailable.value.remedy
        return f"{unavailable.value!r} {unavailable.value.__cause__!r}"

    uses = every_use(stores)
    with ThreadPoolExecutor(len(uses)) as pool:  # the driver takes half a second each
        everything = list(pool.map(told, uses))
    assert len(everything) == 13
    assert "secret" not in f"{everything} {stores!r}"


def test_a_server_that_never_answers_is_given_up(silent_port: int, open_documents: OpenDocuments) -> None:
    stores = open_documents(f"mongodb://127.0.0.1:{silent_port}/?timeoutMS=100")
    with pytest.raises(StoreUnavailable):
        stores.feed.recent("S-1")
    with pytest.raises(StoreUnavailable):
        stores.files.put("A-1", "a", "application/pdf", PDF)


def test_a_server_that_comes_back_is_used_again(closed_port: int, open_documents: OpenDocuments) -> None:
    stores = open_documents(f"mongodb://127.0.0.1:{closed_port}/u")
    with running_emulator(closed_port):
        assert stores.feed.record(TOLD) == 1
    with pytest.raises(StoreUnavailable):
        stores.feed.recent("S-1")
    with running_emulator(closed_port):
        assert stores.feed.recent("S-1").activities == (), "an emulator keeps nothing"
        assert stores.feed.record(TOLD) == 1


@pytest.mark.parametrize(
    ("options", "seconds"), [("", 2.0), ("?serverselectiontimeoutms=700", 0.7), ("?x=1", 2.0)]
)
@pytest.mark.filterwarnings("ignore:Unknown option")
def test_looking_for_a_server_takes_a_bounded_time(options: str, seconds: float) -> None:
    with make_client(f"mongodb://127.0.0.1:1/u{options}") as client:
        assert client.options.server_selection_timeout == seconds
        assert client.options.timeout == 10.0


def test_an_emulator_says_what_it_cannot_do() -> None:
    with running_emulator() as url, MongoClient(url) as client:
        assert client.server_info()["version"] == "emulated"
        with pytest.raises(OperationFailure, match="the emulator has no command 'explain'"):
            client.u.command("explain")
