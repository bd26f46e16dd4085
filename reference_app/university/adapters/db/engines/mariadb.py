"""MariaDB and MySQL through PyMySQL."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Engine, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

from university.adapters.db.engines.kind import (
    LOCK_WAIT,
    SCHEMA_WAIT,
    STATEMENT_TIME,
    Trouble,
    UnusableAddress,
)
from university.adapters.db.engines.server import check, pool
from university.application.errors import StoreBusy

DRIVER = "pymysql"
PACKAGE = "pymysql"
EXAMPLE = "mariadb+pymysql://USER:PASSWORD@HOST/DATABASE"

# The comments are code: each server runs its own limit and skips the other's, whose name it does not know.
TIME_LIMIT = "/*M! , max_statement_time = {seconds} */ /*!80000 , max_execution_time = {seconds}000 */"
SETTINGS = (
    "SET SESSION time_zone = '+00:00', sql_mode = 'TRADITIONAL', "
    f"innodb_lock_wait_timeout = {LOCK_WAIT}, lock_wait_timeout = {LOCK_WAIT} "
    + TIME_LIMIT.format(seconds=STATEMENT_TIME)
    # Whoever falls silent inside a transaction must not keep its locks for ever. MySQL has no such limit.
    + f"/*M! , idle_transaction_timeout = {2 * STATEMENT_TIME} */"
)
NO_IDLE_LIMIT = "SET @@SESSION.sql_mode = @@sql_mode /*M! , SESSION idle_transaction_timeout = 0 */"
LONGEST_MIGRATION = 15 * 60
TROUBLES = {
    **dict.fromkeys((1040, 1203), Trouble.BUSY),  # no connection is free
    **dict.fromkeys((1205, 1213), Trouble.BUSY),  # lock wait timeout, deadlock
    # A deadlock ends the whole transaction, its savepoints too: going back to one then fails with this.
    1305: Trouble.BUSY,
    **dict.fromkeys((1969, 3024), Trouble.BUSY),  # the statement took too long
    1062: Trouble.DUPLICATE,
    **dict.fromkeys((1146, 1054), Trouble.NOT_PREPARED),  # no such table, no such column
    **dict.fromkeys((1406, 1264), Trouble.NO_ROOM),  # data too long, out of range
    **dict.fromkeys((1044, 1045, 1049, 1142, 1227, 1698), Trouble.REFUSED),
    **dict.fromkeys(
        (1021, 1114, 1053, 1290, 1927), Trouble.UNREACHABLE
    ),  # full, shut down, read-only, killed
}
CLIENT_ERRORS = range(2000, 3000)
"""What the driver itself reports: no server, a lost connection."""


def create(url: URL) -> Engine:
    """An engine with READ COMMITTED, UTC, strict values and time limits. Raises UnusableAddress."""
    import pymysql  # type: ignore[import-untyped]

    check(url)
    known = inspect.signature(pymysql.connections.Connection).parameters
    if unknown := sorted(url.query.keys() - known.keys()):
        raise UnusableAddress(f"the address has an option that the driver does not know: {unknown[0]}")
    return create_engine(
        url,
        isolation_level="READ COMMITTED",
        connect_args={"charset": "utf8mb4", "connect_timeout": LOCK_WAIT, "init_command": SETTINGS},
        **pool(),
    )


def diagnose(error: DBAPIError) -> Trouble | None:
    """By the server's error number."""
    number = error.orig.args[0] if error.orig and error.orig.args else None
    if number in CLIENT_ERRORS:
        return Trouble.UNREACHABLE
    return TROUBLES.get(number) if number else None


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """Holds a lock named for this database. Raises StoreBusy."""
    with _locked(engine, LOCK_WAIT) as connection, connection.begin():
        yield connection


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """Holds the same lock. DDL commits by itself here, so every migration is a transaction of its own.

    One that fails in the middle leaves its first steps; the revision stays at the one before it.
    """
    with _locked(engine, SCHEMA_WAIT) as connection:
        connection.exec_driver_sql(
            "SET SESSION sql_mode = @@sql_mode " + TIME_LIMIT.format(seconds=LONGEST_MIGRATION)
        )
        connection.commit()
        yield connection


@contextmanager
def _locked(engine: Engine, wait: int) -> Iterator[Connection]:
    with engine.connect() as connection:
        # The lock belongs to the connection. Detached, it is closed at the end instead of returned to the
        # pool, and the server lets go of the lock however this ends.
        connection.detach()
        name = func.left(func.concat("university ", text("DATABASE()")), 64)
        if connection.scalar(select(func.get_lock(name, wait))) != 1:
            raise StoreBusy
        # Its transaction rests while a dump or a migration does its work elsewhere.
        connection.exec_driver_sql(NO_IDLE_LIMIT)
        connection.commit()
        yield connection
