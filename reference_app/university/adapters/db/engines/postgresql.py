"""PostgreSQL through psycopg 3."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from university.adapters.db.engines.kind import (
    LOCK_WAIT,
    SCHEMA_WAIT,
    STATEMENT_TIME,
    Trouble,
    UnusableAddress,
)
from university.adapters.db.engines.server import check, pool
from university.application.errors import StoreUnavailable

DRIVER = "psycopg"
PACKAGE = "psycopg[binary]"
EXAMPLE = "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"

OWN_LOCK = 0x556E69  # "Uni": any number that other programs on this database are unlikely to choose
LONGEST_MIGRATION = "15min"
SETTINGS = {
    "timezone": "UTC",
    "lock_timeout": f"{LOCK_WAIT}s",
    "statement_timeout": f"{STATEMENT_TIME}s",
    # Whoever falls silent inside a transaction must not keep its locks for ever.
    "idle_in_transaction_session_timeout": f"{2 * STATEMENT_TIME}s",
    # A college fits into memory, or onto disks without arms. At the default of 4 a student's timetable would
    # be sought among all sections of the term, because forty look-ups by key seem to cost more.
    "random_page_cost": "1.1",
}
TROUBLES = {
    "40001": Trouble.BUSY,  # serialization_failure
    "40P01": Trouble.BUSY,  # deadlock_detected
    "55P03": Trouble.BUSY,  # lock_not_available
    "57014": Trouble.BUSY,  # query_canceled, by statement_timeout
    "25P03": Trouble.UNREACHABLE,  # idle_in_transaction_session_timeout: the connection is gone
    "23505": Trouble.DUPLICATE,  # unique_violation
    "42P01": Trouble.NOT_PREPARED,  # undefined_table
    "42703": Trouble.NOT_PREPARED,  # undefined_column
    "22001": Trouble.NO_ROOM,  # string_data_right_truncation
    "22003": Trouble.NO_ROOM,  # numeric_value_out_of_range
    "3D000": Trouble.REFUSED,  # invalid_catalog_name
    "42501": Trouble.REFUSED,  # insufficient_privilege
}
CLASSES = {
    "08": Trouble.UNREACHABLE,  # connection exception
    "28": Trouble.REFUSED,  # invalid authorization
    "53": Trouble.UNREACHABLE,  # insufficient resources
    "57": Trouble.UNREACHABLE,  # operator intervention
    "58": Trouble.UNREACHABLE,  # system error
}


def create(url: URL) -> Engine:
    """An engine with READ COMMITTED, UTC and time limits. Raises UnusableAddress."""
    return create_engine(url, **arguments(url))


def arguments(url: URL) -> dict[str, Any]:
    """What both kinds of engine on psycopg are made with. Raises UnusableAddress."""
    import psycopg

    check(url)
    try:
        psycopg.conninfo.make_conninfo(**{name: str(value) for name, value in url.query.items()})
    except psycopg.ProgrammingError:
        raise UnusableAddress("the address has an option that PostgreSQL does not know") from None
    options = [f"-c {name}={value}" for name, value in SETTINGS.items()]
    # What the address itself sets comes last and counts.
    options += [str(url.query["options"])] if "options" in url.query else []
    return {
        "isolation_level": "READ COMMITTED",
        "connect_args": {
            "client_encoding": "utf8",
            "connect_timeout": LOCK_WAIT,
            "options": " ".join(options),
        },
        **pool(),
    }


def diagnose(error: DBAPIError) -> Trouble | None:
    """By SQLSTATE; libpq has none for a connection that never came to be."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return TROUBLES.get(state) or CLASSES.get(state[:2])
    if isinstance(error, OperationalError | InterfaceError):
        # A server that answers "FATAL" is there. Where it says so in another language, the advice for a
        # server that is not there names user, password and database as well.
        return Trouble.REFUSED if "FATAL:" in str(error.orig) else Trouble.UNREACHABLE
    return None


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """Holds an advisory lock of this database until the transaction ends."""
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(OWN_LOCK)))
        yield connection


@contextmanager
def changing_schema(engine: Engine) -> Iterator[Connection]:
    """One transaction for all migrations: one that fails leaves nothing behind. Raises StoreUnavailable."""
    with engine.begin() as connection:
        if connection.scalar(text("SHOW server_encoding")) != "UTF8":
            raise StoreUnavailable(
                remedy="Its encoding cannot keep every name. Make the database with: "
                "CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
            )
        # Another migration may take its time; a table's lock is worth no longer wait than anybody's.
        _set_local(connection, "statement_timeout", LONGEST_MIGRATION)
        _set_local(connection, "idle_in_transaction_session_timeout", LONGEST_MIGRATION)
        _set_local(connection, "lock_timeout", f"{SCHEMA_WAIT}s")
        connection.execute(select(func.pg_advisory_xact_lock(OWN_LOCK)))
        _set_local(connection, "lock_timeout", f"{LOCK_WAIT}s")
        yield connection


def _set_local(connection: Connection, name: str, value: str) -> None:
    connection.execute(select(func.set_config(name, value, True)))
