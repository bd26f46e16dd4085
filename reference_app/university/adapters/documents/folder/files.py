"""Files of applications: the content in a folder, what is known of it in the folder's database.

A file is there once its row is. Its content is on the disk before that, under a name that the store made up;
what an applicant typed is never part of a path.
"""

from __future__ import annotations

import os
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from university.adapters.documents.folder.database import FolderDatabase
from university.adapters.documents.refusals import check_id, no_such_file, too_many_files
from university.adapters.documents.stores import DocumentsUnavailable
from university.application.instants import from_milliseconds, to_milliseconds
from university.application.ports.clock import Clock
from university.application.ports.file_store import MOST_FILES, MediaType, StoredFile
from university.application.uploads import Upload, check_application

LEFT_BEHIND_AFTER = 24 * 60 * 60
"""Seconds after which content without a row belongs to no upload that still runs."""


class FolderFiles:
    """Fulfils FileStore."""

    def __init__(self, database: FolderDatabase, clock: Clock) -> None:
        self._database = database
        self._folder = database.folder / "files"
        self._clock = clock

    def prepare(self) -> None:
        """Make the folder, and clear away content that no row names."""
        with self._database.writing() as connection:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            known = {id for (id,) in connection.execute("SELECT id FROM files")}
            # The age of a file is told by the machine's clock, not by the app's.
            long_ago = time.time() - LEFT_BEHIND_AFTER
            for file in self._folder.iterdir():
                if file.name not in known and file.stat().st_mtime < long_ago:
                    file.unlink()

    def put(self, application: str, name: str, media_type: str, content: BinaryIO | bytes) -> StoredFile:
        """Write the content, then make it visible by its row."""
        upload = Upload(application, name, media_type, content)
        id = uuid.uuid4().hex
        try:
            self._write(self._folder / id, upload.chunks())
            stored = upload.stored(id, self._clock.now())
            with self._database.writing() as connection:
                _take_place(connection, stored)
        except BaseException:
            with suppress(OSError):
                (self._folder / id).unlink(missing_ok=True)
            raise
        return stored

    def find(self, id: str) -> StoredFile:
        """What is known of the file."""
        check_id(id)
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM files WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise no_such_file()
        return _stored(row)

    def open(self, id: str) -> BinaryIO:
        """The content."""
        try:
            return (self._folder / self.find(id).id).open("rb")
        except FileNotFoundError:
            raise no_such_file() from None
        except OSError as error:
            raise DocumentsUnavailable from error

    def of_application(self, application: str) -> tuple[StoredFile, ...]:
        """The application's files, the first uploaded first."""
        check_application(application)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM files WHERE application = ? ORDER BY number", (application,)
            ).fetchall()
        return tuple(map(_stored, rows))

    def delete(self, id: str) -> None:
        """Remove the content, then the row: who is cut off in between deletes again."""
        stored = self.find(id)
        with self._database.writing() as connection:
            (self._folder / stored.id).unlink(missing_ok=True)
            connection.execute("DELETE FROM files WHERE id = ?", (stored.id,))

    def _write(self, file: Path, chunks: Iterator[bytes]) -> None:
        with _disk():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            writer = file.open("xb")
        try:
            for chunk in chunks:  # an OSError of the upload's own source is not this disk's
                with _disk():
                    writer.write(chunk)
            with _disk():
                writer.flush()
                os.fsync(writer.fileno())
                _keep_entry(self._folder)
        finally:
            with suppress(OSError):
                writer.close()


def _take_place(connection: sqlite3.Connection, stored: StoredFile) -> None:
    taken = connection.execute("SELECT count(*) FROM files WHERE application = ?", (stored.application,))
    if taken.fetchone()[0] >= MOST_FILES:
        raise too_many_files()
    connection.execute(
        "INSERT INTO files (id, application, name, media_type, size, sha256, uploaded_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            stored.id,
            stored.application,
            stored.name,
            stored.media_type.value,
            stored.size,
            stored.sha256,
            to_milliseconds(stored.uploaded_at),
        ),
    )


def _stored(row: sqlite3.Row) -> StoredFile:
    return StoredFile(
        id=row["id"],
        application=row["application"],
        name=row["name"],
        media_type=MediaType(row["media_type"]),
        size=row["size"],
        sha256=row["sha256"],
        uploaded_at=from_milliseconds(row["uploaded_at"]),
    )


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DocumentsUnavailable from error


def _keep_entry(folder: Path) -> None:
    """Make a new file's entry in the folder last through a power cut; Windows does so by itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
