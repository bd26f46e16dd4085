"""The small database in the folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from university.adapters.documents.stores import DocumentsUnavailable

FILE = "documents.db"
WAIT_FOR_LOCK = 10
"""Seconds that a write waits for another to end."""

TABLES = (
    """CREATE TABLE IF NOT EXISTS activities (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, student TEXT NOT NULL, at INTEGER NOT NULL,
        actor TEXT NOT NULL, details TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS activities_of_student ON activities (student, at, id)",
    "CREATE INDEX IF NOT EXISTS activities_by_time ON activities (at, kind)",
    "CREATE TABLE IF NOT EXISTS positions (feed TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS files (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, application TEXT NOT NULL,
        name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
        uploaded_at INTEGER NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS files_of_application ON files (application, number)",
)


class FolderDatabase:
    """SQLite in a folder; a connection lives for one transaction, so threads and processes need no care."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that reads. Raises DocumentsUnavailable."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that writes, alone, and is undone by an error. Raises DocumentsUnavailable."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with closing(self._connect()) as connection:
                connection.execute(begin)
                with connection:
                    yield connection
        except (OSError, sqlite3.DatabaseError) as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise
            raise DocumentsUnavailable from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.folder / FILE, timeout=WAIT_FOR_LOCK, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        try:
            for table in TABLES:
                connection.execute(table)
        except sqlite3.Error:
            connection.close()
            raise
        return connection
