"""What each kind of engine must do for a backup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from university.application.errors import StoreUnavailable

REVISION = "alembic_version"
"""The table in which the migrations keep the schema's revision."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a dump holds: the schema's revision, and the number of rows of each table."""

    revision: str
    rows: Mapping[str, int]


class Dumper(Protocol):
    """One kind of engine. The modules of this package fulfil it."""

    def dump(self, engine: Engine, data: Path) -> Contents:
        """Write all tables as they are at one moment."""

    def load(self, engine: Engine, data: Path) -> None:
        """Put the tables of a dump in the place of all that are there."""


def revision(connection: Connection) -> str:
    """The schema's revision. Raises StoreUnavailable in a database that was never prepared."""
    if REVISION not in inspect(connection).get_table_names():
        raise StoreUnavailable
    return str(connection.scalar(select(column("version_num")).select_from(table(REVISION))))


def row_counts(connection: Connection) -> dict[str, int]:
    """The number of rows of every table of the database."""
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in sorted(inspect(connection).get_table_names())
    }


def drops(engine: Engine, suffix: str = "") -> str:
    """The statements that remove every table of the database."""
    quote = engine.dialect.identifier_preparer.quote
    names = inspect(engine).get_table_names()
    return "".join(f"DROP TABLE {quote(name)}{suffix};\n" for name in names)
