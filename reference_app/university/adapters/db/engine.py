"""Making the engine."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

WAIT_FOR_LOCK = 10_000
"""Milliseconds that a write waits for another to end."""

LOCK_AT_ONCE = "lock_at_once"
"""An execution option of a connection: its transactions begin with the right to write."""


class UnknownDatabase(ValueError):
    """The database's address cannot be used."""


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///FILE`. Nothing is opened yet. Raises UnknownDatabase."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UnknownDatabase("The database address is no URL; use sqlite:///FILE or memory:") from None
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite") or not parsed.database:
        raise UnknownDatabase(
            f"{parsed.drivername} with this address is not known; use sqlite:///FILE or memory:"
        )
    engine = create_engine(parsed)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the database could not do its work now, as opposed to a fault in this program."""
    # A file that is no database raises exactly DatabaseError; its other subclasses are about the statement.
    return isinstance(error, OperationalError) or type(error) is DatabaseError


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers read while one writes; the file remembers it."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _configure(connection: Any, _: ConnectionPoolEntry) -> None:
    # Python's own transaction handling begins only before the first write; `_begin` does it instead.
    connection.isolation_level = None
    # SQLite's own lower() knows ASCII only, and "ÖZTÜRK" should find Öztürk.
    connection.create_function("lower", 1, _fold, deterministic=True)
    connection.execute(f"PRAGMA busy_timeout = {WAIT_FOR_LOCK}")
    connection.execute("PRAGMA foreign_keys = ON")


def _fold(text: str | None) -> str | None:
    return text.casefold() if text is not None else None


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(LOCK_AT_ONCE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
