"""SQLite: a file, and one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from university.adapters.db.engines.kind import LOCK_WAIT, POOL, SCHEMA_WAIT, Trouble, UnusableAddress

DRIVER = "sqlite3"
PACKAGE = "none: it is a part of Python"
EXAMPLE = "sqlite:///FILE"

LOCK_AT_ONCE = "lock_at_once"
"""An execution option of a connection: its transactions begin with the right to write."""

TROUBLES = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    **dict.fromkeys(
        (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_NOTADB,
            sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_READONLY,
        ),
        Trouble.UNREACHABLE,
    ),
}
UNIQUE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)


def create(url: URL) -> Engine:
    """An engine on a file. Raises UnusableAddress."""
    if not url.database or url.database == ":memory:":
        raise UnusableAddress("SQLite needs a file here; for a store in memory use memory:")
    if url.query or url.host:
        raise UnusableAddress("SQLite takes a file and nothing else")
    engine = create_engine(url, **POOL)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def diagnose(error: DBAPIError) -> Trouble | None:
    """By SQLite's error code; a missing table has none of its own."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in UNIQUE:
        return Trouble.DUPLICATE
    if code == sqlite3.SQLITE_ERROR and str(error.orig).startswith("no such "):
        return Trouble.NOT_PREPARED
    return TROUBLES.get(code & 0xFF)


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """Has the write lock from the start."""
    with engine.connect() as connection:
        connection = connection.execution_options(**{LOCK_AT_ONCE: True})
        with connection.begin():
            yield connection


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """One transaction; foreign keys are checked at its end, because a changed table is a new copy of it."""
    with engine.connect() as connection:
        # The pragmas below hold for this connection only, so it never goes back to the pool.
        connection.detach()
        own = connection.connection.dbapi_connection
        assert own is not None  # noqa: S101 (of a connection that was opened a moment ago)
        own.cursor().execute(f"PRAGMA busy_timeout = {SCHEMA_WAIT * 1000}")
        own.cursor().execute("PRAGMA foreign_keys = OFF")
        # Readers may read while one writes; the file remembers it. Where another has the file locked, that
        # one is doing the same; and what is no database is reported by the statement that follows.
        with suppress(sqlite3.DatabaseError):
            own.cursor().execute("PRAGMA journal_mode = WAL")
        connection = connection.execution_options(**{LOCK_AT_ONCE: True})
        with connection.begin():
            yield connection
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError(f"The migration leaves {broken[0]} with a reference to nothing.")


def _configure(connection: Any, _: ConnectionPoolEntry) -> None:
    # Python's own transaction handling begins only before the first write; `_begin` does it instead.
    connection.isolation_level = None
    # SQLite's own lower() knows ASCII only, and "ÖZTÜRK" should find Öztürk.
    connection.create_function("lower", 1, _lower, deterministic=True)
    connection.execute(f"PRAGMA busy_timeout = {LOCK_WAIT * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")


def _lower(text: str | None) -> str | None:
    return text.lower() if text is not None else None


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(LOCK_AT_ONCE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
