"""Databases for tests: SQLite always, and a fresh database on each server that the environment names."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, delete
from sqlalchemy.engine import URL, make_url

from university.adapters.db.engine import make_engine
from university.adapters.db.engines import mariadb, postgresql, sqlite
from university.adapters.db.engines.kind import LOCK_WAIT
from university.adapters.db.schema import DatabaseSchema
from university.adapters.db.tables import metadata

SERVERS = {"postgresql": "UNIVERSITY_TEST_POSTGRES_URL", "mariadb": "UNIVERSITY_TEST_MARIADB_URL"}
"""Which variable names an administrator's database on each server."""

# What tests must bear is a server at its least helpful: a locale that knows ASCII only, an old character set.
CREATE = {
    "postgresql": "CREATE DATABASE {} ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0",
    "mariadb": "CREATE DATABASE {} CHARACTER SET latin1",
}
DROP = {"postgresql": "DROP DATABASE IF EXISTS {} WITH (FORCE)", "mariadb": "DROP DATABASE IF EXISTS {}"}
EVERYTHING = os.environ.get("CI") == "true"
"""Here no engine is left out: one without an address fails its tests."""

ENGINES = ["sqlite", *(name for name, variable in SERVERS.items() if EVERYTHING or variable in os.environ)]


SERVERS_HERE = [name for name in ENGINES if name != "sqlite"]
"""For tests of what only a server can do: `parametrize("engine_name", SERVERS_HERE)`."""


def header() -> str:
    """A line for the top of pytest's output: which engines the tests use, and how to get the others."""
    left_out = [f"{name} (set {variable})" for name, variable in SERVERS.items() if name not in ENGINES]
    return f"engines: {', '.join(ENGINES)}" + (f"; left out: {', '.join(left_out)}" if left_out else "")


@contextmanager
def new_database(engine: str, folder: Path) -> Iterator[str]:
    """The address of a database without tables; it is dropped at the end."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / f'{secrets.token_hex(4)}.db'}"
        return
    server = _server(engine)
    name = f"university_test_{secrets.token_hex(6)}"
    with _administrator(server) as connection:
        connection.exec_driver_sql(CREATE[engine].format(name))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with _administrator(server) as connection:
            connection.exec_driver_sql(DROP[engine].format(name))


def destroy(url: str) -> None:
    """Drop the database with all it holds; an empty one takes its place. Nobody may be connected."""
    address = make_url(url)
    engine = address.get_backend_name()
    if engine == "sqlite":
        file = Path(str(address.database))
        for part in file.parent.glob(f"{file.name}*"):
            part.unlink()
        return
    with _administrator(_server(engine)) as connection:
        for statement in (DROP[engine], CREATE[engine]):
            connection.exec_driver_sql(statement.format(address.database))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Path], str]]:
    """`databases(engine, folder)` gives a database with all tables and nothing in them.

    A server's database is made once for this run of pytest, or this worker of it, and emptied in between;
    SQLite's is a new file in the folder.
    """
    made: dict[str, str] = {}
    with ExitStack() as until_the_end:

        def empty(engine: str, folder: Path) -> str:
            if engine not in made:
                database = new_database(engine, tmp_path_factory.mktemp("databases"))
                made[engine] = until_the_end.enter_context(database)
                migrate(made[engine])
            elif engine != "sqlite":
                clear(made[engine])
            return made[engine] if engine != "sqlite" else _copy(made[engine], folder)

        yield empty


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each engine in turn; a test that uses it runs on all of them."""
    return str(request.param)


@pytest.fixture
def database_url(engine_name: str, databases: Callable[[str, Path], str], tmp_path: Path) -> str:
    """A database with all tables and nothing in them, on each engine."""
    return databases(engine_name, tmp_path)


@pytest.fixture
def bare_url(engine_name: str, tmp_path: Path) -> Iterator[str]:
    """A database without any tables, on each engine; tests of the schema itself change it as they like."""
    with new_database(engine_name, tmp_path) as url:
        yield url


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a lock gives up after a second."""
    monkeypatch.setattr(sqlite, "LOCK_WAIT", 1)
    monkeypatch.setattr(sqlite, "SCHEMA_WAIT", 1)
    monkeypatch.setattr(postgresql, "LOCK_WAIT", 1)
    monkeypatch.setitem(postgresql.SETTINGS, "lock_timeout", "1s")
    shorter = mariadb.SETTINGS.replace(f"lock_wait_timeout = {LOCK_WAIT}", "lock_wait_timeout = 1")
    monkeypatch.setattr(mariadb, "SETTINGS", shorter)


@contextmanager
def engine_at(url: str) -> Iterator[Engine]:
    """The app's own engine, closed at the end."""
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def migrate(url: str) -> None:
    """Make all tables."""
    with engine_at(url) as engine:
        DatabaseSchema(engine).upgrade()


def clear(url: str) -> None:
    """Empty all tables."""
    with engine_at(url) as engine, engine.begin() as connection:
        for table in reversed(metadata().sorted_tables):
            connection.execute(delete(table))


def _copy(url: str, folder: Path) -> str:
    copy = folder / "university.db"
    shutil.copyfile(str(make_url(url).database), copy)
    return f"sqlite:///{copy}"


def _server(engine: str) -> URL:
    variable = SERVERS[engine]
    if variable not in os.environ:
        pytest.fail(f"{variable} is not set, and CI leaves no engine out. `.ci/run` starts the servers.")
    return make_url(os.environ[variable])


@contextmanager
def _administrator(server: URL) -> Iterator[Connection]:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
