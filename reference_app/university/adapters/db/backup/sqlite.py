"""SQLite by its online backup, which needs no other program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, create_engine

from university.adapters.db.backup.dump import Contents, revision, row_counts


def dump(engine: Engine, data: Path) -> Contents:
    """One step copies all pages under one read lock: writers wait, and the copy is of one moment."""
    with engine.connect() as connection:
        revision(connection)  # a database that was never prepared is refused before anything is written
    with closing(sqlite3.connect(data)) as copy, closing(engine.raw_connection()) as source:
        source.driver_connection.backup(copy)  # type: ignore[union-attr]
    copied = create_engine(f"sqlite:///{data}")
    try:
        with copied.connect() as connection:
            return Contents(revision(connection), row_counts(connection))
    finally:
        copied.dispose()


def load(engine: Engine, data: Path) -> None:
    """The same the other way: one transaction on the live file, so open connections see old or new."""
    with closing(sqlite3.connect(data)) as source, closing(engine.raw_connection()) as target:
        source.backup(target.driver_connection)  # type: ignore[arg-type]
