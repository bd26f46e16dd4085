"""What can happen to a folder of documents: damage, a full disk, a process that is killed."""

from __future__ import annotations

import errno
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from small_campus import NOW

from university.adapters.documents.folder.files import LEFT_BEHIND_AFTER
from university.adapters.documents.stores import DocumentStores
from university.application.errors import StoreUnavailable
from university.application.ports.activity_feed import Activity
from university.domain.errors import NotFound

PDF = b"%PDF-1.7\n%%EOF\n"
TOLD = Activity("1", "enrolled", "S-1", NOW, "U-1")
OpenFolder = Callable[[], DocumentStores]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "university-documents"


@pytest.fixture
def open_folder(folder: Path, open_documents: Callable[[str], DocumentStores]) -> OpenFolder:
    return lambda: open_documents(f"folder:{folder}")


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """A disk on which no file can grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_opening_makes_nothing(folder: Path, open_folder: OpenFolder) -> None:
    open_folder()
    assert not folder.exists()


def test_what_is_no_database_is_told_and_left_alone(folder: Path, open_folder: OpenFolder) -> None:
    folder.mkdir()
    (folder / "documents.db").write_text("no database at all, but long enough to look like one" * 40)
    stores = open_folder()
    for use in (
        lambda: stores.feed.record(TOLD),
        lambda: stores.feed.recent("S-1"),
        lambda: stores.files.put("A-1", "a", "application/pdf", PDF),
        lambda: stores.files.of_application("A-1"),
        stores.files.prepare,
    ):
        with pytest.raises(StoreUnavailable, match="cannot be reached") as unavailable:
            use()
        assert "UNIVERSITY_DOCUMENTS_URL" in unavailable.value.remedy
    assert (folder / "documents.db").read_text().startswith("no database"), "nothing is lost"
    assert list((folder / "files").iterdir()) == []


def test_damage_within_the_database_is_told(folder: Path, open_folder: OpenFolder) -> None:
    stores = open_folder()
    stores.feed.record(*(Activity(str(n), "enrolled", "S-1", NOW, "U-1") for n in range(500)))
    database = folder / "documents.db"
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreUnavailable):
        stores.feed.recent("S-1")


def test_a_path_that_is_a_file_is_told(folder: Path, open_folder: OpenFolder) -> None:
    folder.write_text("mine")
    with pytest.raises(StoreUnavailable):
        open_folder().feed.record(TOLD)
    assert folder.read_text() == "mine"


def test_a_full_disk_keeps_nothing_of_the_file(folder: Path, open_folder: OpenFolder) -> None:
    files = open_folder().files
    stored = files.put("A-1", "small", "application/pdf", PDF)
    with no_file_beyond(200_000), pytest.raises(StoreUnavailable):
        files.put("A-1", "large", "application/pdf", PDF.ljust(300_000))
    assert files.of_application("A-1") == (stored,)
    assert [file.name for file in (folder / "files").iterdir()] == [stored.id]


def test_a_disk_that_is_full_at_the_last_moment(
    folder: Path, open_folder: OpenFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = open_folder().files
    files.prepare()

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreUnavailable):
        files.put("A-1", "a", "application/pdf", PDF)
    assert files.of_application("A-1") == ()
    assert list((folder / "files").iterdir()) == []


def test_a_full_disk_takes_nothing_from_the_feed(folder: Path, open_folder: OpenFolder) -> None:
    feed = open_folder().feed
    feed.record(TOLD)
    size = (folder / "documents.db").stat().st_size
    many = [Activity(f"{n:04}", "enrolled", "S-1", NOW, "U-1", {"note": "x" * 500}) for n in range(200)]
    with no_file_beyond(size), pytest.raises(StoreUnavailable):
        feed.record(*many)
    assert feed.recent("S-1").activities == (TOLD,), "all of them or none"
    assert feed.record(*many) == 200


def test_a_file_whose_content_is_gone_is_not_found_and_can_be_deleted(
    folder: Path, open_folder: OpenFolder
) -> None:
    files = open_folder().files
    stored = files.put("A-1", "a", "application/pdf", PDF)
    (folder / "files" / stored.id).unlink()
    with pytest.raises(NotFound):
        files.open(stored.id)
    files.delete(stored.id)
    assert files.of_application("A-1") == ()


def test_a_deleted_file_leaves_the_disk(folder: Path, open_folder: OpenFolder) -> None:
    files = open_folder().files
    files.delete(files.put("A-1", "a", "application/pdf", PDF).id)
    assert list((folder / "files").iterdir()) == []


def test_a_page_is_read_from_an_index_without_sorting(folder: Path, open_folder: OpenFolder) -> None:
    open_folder().feed.record(TOLD)
    with closing(sqlite3.connect(folder / "documents.db")) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM activities WHERE student = 'S-1' AND (at, id) < (1, 'x') "
            "ORDER BY at DESC, id DESC LIMIT 21"
        ).fetchall()
    assert [step[3] for step in plan] == [
        "SEARCH activities USING INDEX activities_of_student (student=? AND (at,id)<(?,?))"
    ]


def test_other_users_of_the_machine_cannot_look_into_the_files(folder: Path, open_folder: OpenFolder) -> None:
    open_folder().files.put("A-1", "a", "application/pdf", PDF)
    assert (folder / "files").stat().st_mode & 0o077 == 0


KILLED = textwrap.dedent("""
    import os, signal, sys
    from university.bootstrap import build
    from university.application.ports.activity_feed import Activity, ActivityFeed
    from university.application.ports.file_store import FileStore
    from university.settings import Settings

    class Stream:
        reads = 0
        def read(self, size):
            self.reads += 1
            if self.reads == 4:
                os.kill(os.getpid(), signal.SIGKILL)
            return b"%PDF-".ljust(size)

    app = build(Settings(values={"UNIVERSITY_DOCUMENTS_URL": "folder:" + sys.argv[1]}))
    app.get(FileStore).put("A-1", "a", "application/pdf", Stream())
""")


def test_what_a_killed_process_left_is_never_seen_and_cleared_away(
    folder: Path, open_folder: OpenFolder
) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder)], timeout=60)
    assert killed.returncode == -signal.SIGKILL
    (left,) = (folder / "files").iterdir()
    assert left.stat().st_size > 0

    files = open_folder().files
    stored = files.put("A-1", "a", "application/pdf", PDF)
    files.prepare()
    assert left.exists(), "it might belong to an upload that still runs"
    assert files.of_application("A-1") == (stored,)

    for file in (folder / "files").iterdir():
        age = file.stat().st_mtime - LEFT_BEHIND_AFTER - 60
        os.utime(file, (age, age))
    files.prepare()
    assert [file.name for file in (folder / "files").iterdir()] == [stored.id]
