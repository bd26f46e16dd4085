"""What every store of files promises, in memory, in a folder and in MongoDB."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress

import pytest
from small_campus import NOW

from university.adapters.clock import FixedClock
from university.adapters.documents.stores import DocumentStores
from university.application.ports.file_store import (
    LARGEST_FILE,
    MOST_FILES,
    FileRefused,
    FileStore,
    MediaType,
    StoredFile,
)
from university.application.uploads import CHUNK
from university.domain.errors import InvalidValue, NotFound

PDF = b"%PDF-1.7\nA certificate.\n%%EOF\n"
SAMPLES = {
    MediaType.PDF: PDF,
    MediaType.PNG: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
    MediaType.JPEG: b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    MediaType.TEXT: "Why I want to study here: Öztürk, 東京, \t\r\n\f🎓\n".encode(),
}


class Stream(io.RawIOBase):
    """An upload that arrives in pieces of `size` bytes; `when_read` is called before each."""

    def __init__(self, content: bytes, size: int, when_read: Callable[[], object] = lambda: None) -> None:
        self._content = io.BytesIO(content)
        self._size = size
        self._when_read = when_read
        self.reads = 0

    def read(self, size: int = -1) -> bytes:
        self.reads += 1
        self._when_read()
        return self._content.read(min(size, self._size))


def content_of(files: FileStore, stored: StoredFile) -> bytes:
    with closing(files.open(stored.id)) as content:
        return content.read()


@pytest.mark.parametrize("media_type", MediaType)
def test_a_file_comes_back_as_it_was(files: FileStore, clock: FixedClock, media_type: MediaType) -> None:
    clock.instant = NOW.replace(microsecond=999_999)
    data = SAMPLES[media_type]
    stored = files.put("A-1", "my file", media_type.value, data)
    assert stored == StoredFile(
        id=stored.id,
        application="A-1",
        name="my file",
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=NOW,
    )
    assert files.find(stored.id) == stored
    assert files.of_application("A-1") == (stored,)
    assert content_of(files, stored) == data


def test_a_store_can_be_prepared_at_any_time(files: FileStore) -> None:
    files.prepare()
    assert files.of_application("A-1") == ()
    stored = files.put("A-1", "a", "application/pdf", PDF)
    files.prepare()
    assert content_of(files, stored) == PDF


def test_files_are_listed_as_they_came_and_by_application(files: FileStore) -> None:
    names = ["zeugnis.pdf", "a.pdf", "a.pdf"]
    stored = tuple(files.put("A-1", name, "application/pdf", PDF) for name in names)
    other = files.put("A-2", "b.pdf", "application/pdf", PDF)
    assert files.of_application("A-1") == stored
    assert files.of_application("A-2") == (other,)
    assert files.of_application("$where") == ()


@pytest.mark.parametrize("size", [1, 3, CHUNK])
def test_content_streams_in_and_out(files: FileStore, size: int) -> None:
    data = ("ä€🎓" * 40_000).encode() if size == CHUNK else SAMPLES[MediaType.TEXT]
    stored = files.put("A-1", "essay", "text/plain", Stream(data, size))
    with closing(files.open(stored.id)) as content:
        parts = list(iter(lambda: content.read(1000), b""))
    assert b"".join(parts) == data
    assert max(map(len, parts)) <= 1000
    picture = files.put("A-1", "portrait", "image/png", Stream(SAMPLES[MediaType.PNG], 1))
    assert picture.size == len(SAMPLES[MediaType.PNG])


def test_the_largest_file_passes_and_one_byte_more_does_not(files: FileStore) -> None:
    data = b"%PDF-".ljust(LARGEST_FILE, b".")
    assert files.put("A-1", "large", "application/pdf", data).size == LARGEST_FILE
    with pytest.raises(FileRefused, match="larger than 5 MB"):
        files.put("A-1", "larger", "application/pdf", data + b".")
    assert [stored.name for stored in files.of_application("A-1")] == ["large"]


def test_an_endless_upload_is_not_read_to_its_end(files: FileStore) -> None:
    endless = Stream(b"%PDF-".ljust(4 * LARGEST_FILE, b"."), CHUNK)
    with pytest.raises(FileRefused, match="larger"):
        files.put("A-1", "endless", "application/pdf", endless)
    assert endless.reads == LARGEST_FILE // CHUNK + 1
    assert files.of_application("A-1") == ()


@pytest.mark.parametrize(
    ("media_type", "data", "says"),
    [
        ("application/pdf", b"", "empty"),
        ("text/plain", b"", "empty"),
        ("application/pdf", b"<html><script>alert(1)</script>", "claims to be application/pdf"),
        ("application/pdf", b"%PDF", "claims to be application/pdf"),
        ("application/pdf", b" %PDF-1.7", "claims"),
        ("image/png", SAMPLES[MediaType.JPEG], "claims to be image/png"),
        ("image/jpeg", SAMPLES[MediaType.PNG], "claims to be image/jpeg"),
        ("image/png", b"\x89PNG\n\x1a\n", "claims"),
        ("text/plain", b"MZ\x90\0\x03", "plain text"),
        ("text/plain", b"a\0b", "plain text"),
        ("text/plain", "Öztürk".encode("latin-1"), "UTF-8|plain text"),
        ("text/plain", "text".encode("utf-16"), "plain text"),
        ("text/plain", "Ö".encode()[:1], "plain text"),
        ("text/plain", b"\x1b]0;title\x07", "plain text"),
        ("text/html", b"<p>", "not taken"),
        ("application/zip", b"PK", "not taken"),
        ("", b"x", "not taken"),
        ("APPLICATION/PDF", PDF, "not taken"),
        ("text/plain; charset=utf-8", b"x", "not taken"),
        ({"$ne": ""}, b"x", "not taken"),
    ],
)
def test_a_file_must_be_what_it_claims_to_be(
    files: FileStore, media_type: str, data: bytes, says: str
) -> None:
    with pytest.raises(FileRefused, match=says) as refused:
        files.put("A-1", "file", media_type, data)
    assert refused.value.remedy
    assert files.of_application("A-1") == ()


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "/etc/passwd",
        "C:\\con",
        "..",
        "$where",
        "a.b",
        "x" * 255,
        "نامه‌ها.pdf",
        "🎓",
        "-rf *",
        "%2e%2e",
    ],
)
def test_names_are_data(files: FileStore, name: str) -> None:
    stored = files.put(name[:100], name, "application/pdf", PDF)
    assert files.find(stored.id).name == name
    assert files.of_application(name[:100]) == (stored,)
    assert content_of(files, stored) == PDF


@pytest.mark.parametrize(
    "name",
    ["", "  ", "x" * 10_000, "a\0.pdf", "a\nb", "\ud800", "photo\u202egpj.exe", None, 7, b"x", {"$gt": ""}],
)
def test_what_is_no_name_is_refused(files: FileStore, name: str) -> None:
    with pytest.raises(InvalidValue, match="file's name"):
        files.put("A-1", name, "application/pdf", PDF)
    with pytest.raises(InvalidValue, match="application's id"):
        files.put(name, "a.pdf", "application/pdf", PDF)
    with pytest.raises(InvalidValue, match="application's id"):
        files.of_application(name)
    assert files.of_application("A-1") == ()


@pytest.mark.parametrize(
    "id", ["0" * 24, "0" * 32, "", "../documents.db", "x" * 10_000, "a\0", "\ud800", None, {"$ne": ""}]
)
def test_an_id_that_nobody_knows_is_not_found(files: FileStore, id: str) -> None:
    files.put("A-1", "a", "application/pdf", PDF)
    for use in (files.find, files.open, files.delete):
        with pytest.raises(NotFound, match="no such file"):
            use(id)
    assert len(files.of_application("A-1")) == 1


def test_a_deleted_file_is_gone(files: FileStore) -> None:
    first, second = (files.put("A-1", name, "application/pdf", PDF) for name in "ab")
    files.delete(first.id)
    assert files.of_application("A-1") == (second,)
    for use in (files.find, files.open, files.delete):
        with pytest.raises(NotFound):
            use(first.id)
    files.delete(second.id)
    assert files.of_application("A-1") == ()


def test_an_application_has_a_limited_number_of_files(files: FileStore) -> None:
    stored = [files.put("A-1", str(number), "application/pdf", PDF) for number in range(MOST_FILES)]
    with pytest.raises(FileRefused, match="already has 10 files"):
        files.put("A-1", "one too many", "application/pdf", PDF)
    files.put("A-2", "of another", "application/pdf", PDF)
    files.delete(stored[0].id)
    last = files.put("A-1", "instead", "application/pdf", PDF)
    assert files.of_application("A-1") == (*stored[1:], last)


def test_the_last_place_is_given_to_who_finishes_first(files: FileStore) -> None:
    for number in range(MOST_FILES - 1):
        files.put("A-1", str(number), "application/pdf", PDF)
    slow = Stream(PDF, len(PDF))

    def overtake() -> None:
        if slow.reads == 1:
            files.put("A-1", "fast", "application/pdf", PDF)

    slow._when_read = overtake
    with pytest.raises(FileRefused, match="already has"):
        files.put("A-1", "slow", "application/pdf", slow)
    listed = files.of_application("A-1")
    assert [stored.name for stored in listed] == [*map(str, range(MOST_FILES - 1)), "fast"]


def test_many_who_upload_at_once(shared_url: str, open_documents: Callable[[str], DocumentStores]) -> None:
    apps = [open_documents(shared_url).files for _ in range(4)]

    def upload(files: FileStore) -> list[StoredFile]:
        got = []
        for _ in range(4):
            with suppress(FileRefused):
                got.append(files.put("A-1", "a", "application/pdf", PDF))
        return got

    with ThreadPoolExecutor(len(apps)) as pool:
        stored = [file for got in pool.map(upload, apps) for file in got]
    assert len(stored) == MOST_FILES
    listed = open_documents(shared_url).files.of_application("A-1")
    assert {file.id for file in listed} == {file.id for file in stored}


def test_nothing_is_seen_of_a_file_before_it_is_whole(files: FileStore) -> None:
    seen = []
    stream = Stream(PDF * 10_000, CHUNK, lambda: seen.append(files.of_application("A-1")))
    files.put("A-1", "a", "application/pdf", stream)
    assert len(seen) > 2
    assert set(seen) == {()}


@pytest.mark.parametrize("error", [ConnectionResetError, KeyboardInterrupt, EOFError])
def test_an_upload_that_breaks_off_leaves_nothing(files: FileStore, error: type[BaseException]) -> None:
    broken = Stream(PDF * 10_000, CHUNK)

    def cut() -> None:
        if broken.reads == 4:
            raise error

    broken._when_read = cut
    with pytest.raises(error):
        files.put("A-1", "a", "application/pdf", broken)
    assert files.of_application("A-1") == ()


def test_a_file_is_there_for_other_apps(
    shared_url: str, open_documents: Callable[[str], DocumentStores]
) -> None:
    stored = open_documents(shared_url).files.put("A-1", "a", "application/pdf", PDF)
    other = open_documents(shared_url).files
    assert other.of_application("A-1") == (stored,)
    assert content_of(other, stored) == PDF
