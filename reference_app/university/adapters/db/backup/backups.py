"""Backups of the database into files, and back."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from university.adapters.db.backup import archive, mariadb, postgresql, sqlite
from university.adapters.db.backup.dump import REVISION, Dumper, row_counts
from university.adapters.db.engine import kind_of
from university.adapters.db.engines import mariadb as mariadb_engine
from university.adapters.db.engines import postgresql as postgresql_engine
from university.adapters.db.engines import sqlite as sqlite_engine
from university.adapters.db.engines.kind import Kind
from university.adapters.db.failures import plain_words
from university.application.ports.backup import BadBackup, Manifest, StoreNotEmpty
from university.application.ports.clock import Clock
from university.application.ports.schema import Schema
from university.domain.errors import InvalidValue

DUMPERS: list[tuple[Kind, str, Dumper]] = [
    (sqlite_engine, "sqlite", sqlite),
    (postgresql_engine, "postgresql", postgresql),
    (mariadb_engine, "mariadb", mariadb),
]
"""For each kind of engine: its name in a manifest, and who dumps it."""


class DatabaseBackups:
    """Fulfils Backups."""

    def __init__(self, engine: Engine, schema: Schema, clock: Clock) -> None:
        self._engine = engine
        self._schema = schema
        self._clock = clock
        self._name, self._dumper = next(
            (name, dumper) for kind, name, dumper in DUMPERS if kind is kind_of(engine)
        )

    def create(self, file: Path) -> Manifest:
        """Dump into a folder beside the file, then pack."""
        if file.exists():
            raise InvalidValue(f"{file} exists already.", remedy="Name a file that does not exist yet.")
        with archive.workplace(file.parent) as folder, plain_words():
            data = folder / "data"
            created = self._clock.now()
            held = self._dumper.dump(self._engine, data)
            manifest = Manifest(self._name, held.revision, created, held.rows, archive.checksum(data))
            archive.pack(manifest, data, file)
        return manifest

    def verify(self, file: Path) -> Manifest:
        """Unpack, look, and throw away."""
        with archive.workplace(file.parent) as folder:
            return self._unpack(file, folder / "data")

    def restore(self, file: Path, *, replace: bool = False) -> Manifest:
        """Nothing is touched before the whole file has been checked."""
        with archive.workplace(file.parent) as folder, plain_words():
            data = folder / "data"
            manifest = self._unpack(file, data)
            if not replace and self._holds_data():
                raise StoreNotEmpty
            self._dumper.load(self._engine, data)
        return manifest

    def _unpack(self, file: Path, data: Path) -> Manifest:
        manifest = archive.unpack(file, data)
        if manifest.engine != self._name:
            raise BadBackup(
                f"{file} is a backup of {manifest.engine}, and the database is {self._name}.",
                remedy=f"Name a {manifest.engine} database in UNIVERSITY_DATABASE_URL.",
            )
        if manifest.revision > self._schema.latest().id:
            raise BadBackup(f"{file} was made by a newer version of the app.", remedy="Update the app.")
        return manifest

    def _holds_data(self) -> bool:
        with self._engine.connect() as connection:
            rows = row_counts(connection)
        return any(count for name, count in rows.items() if name != REVISION)
