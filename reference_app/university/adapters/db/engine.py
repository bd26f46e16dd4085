"""Making the engine for an address."""

from __future__ import annotations

from sqlalchemy import URL, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from university.adapters.db.engines import mariadb, postgresql, sqlite
from university.adapters.db.engines.kind import Kind, UnusableAddress

KINDS: dict[str, Kind] = {
    "sqlite": sqlite,
    "sqlite+pysqlite": sqlite,
    "postgresql+psycopg": postgresql,
    "mariadb+pymysql": mariadb,
    "mysql+pymysql": mariadb,
}
"""Which kind of engine each beginning of an address means."""

EXAMPLES = " or ".join(dict.fromkeys([*(kind.EXAMPLE for kind in KINDS.values()), "memory:"]))


def make_engine(url: str) -> Engine:
    """An engine for SQLite, PostgreSQL, MariaDB or MySQL. Nothing is opened yet. Raises UnusableAddress."""
    parsed = _parse(url)
    kind = KINDS.get(parsed.drivername)
    if kind is None:
        raise UnusableAddress(f"{parsed.drivername}:// is not known; use {EXAMPLES}")
    try:
        return kind.create(parsed)
    except UnusableAddress as error:
        raise UnusableAddress(f"{error}; use {kind.EXAMPLE}") from None
    except ImportError as error:
        raise UnusableAddress(
            f"its driver is not installed here; install it with: pip install '{kind.PACKAGE}'"
        ) from error


def kind_of(engine: Engine) -> Kind:
    """The kind of an engine that `make_engine` made."""
    return KINDS[f"{engine.dialect.name}+{engine.dialect.driver}"]


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise UnusableAddress(f"the address is no URL; use {EXAMPLES}") from None
