"""Projects with Flask-Migrate in a folder that is thrown away, for tasks that say which `flask db` to run."""

from __future__ import annotations

import contextlib
import io
import logging
import shlex
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import sqlalchemy as sa
from flask import Flask
from flask_migrate import Migrate  # type: ignore[import-untyped]
from flask_sqlalchemy import SQLAlchemy

Commands = Callable[[str], object]
"""From a situation to the commands to type, in order."""

_COMMANDS = frozenset({"init", "migrate", "upgrade", "downgrade"})
_REVISIONS = {
    "0001": 'op.create_table("sections", sa.Column("id", sa.String(), primary_key=True))',
    "0002": 'op.add_column("sections", sa.Column("room", sa.String()))',
}
_UNDONE = {"0001": 'op.drop_table("sections")', "0002": 'op.drop_column("sections", "room")'}


class _Situation(NamedTuple):
    revisions: tuple[str, ...]
    """Those that are there."""
    at: str | None
    """The one that the database stands at."""
    room: bool
    """Whether the model has one."""


_SITUATIONS = {
    "begin": _Situation((), None, room=False),
    "clone": _Situation(("0001", "0002"), None, room=True),
    "new column": _Situation(("0001",), "0001", room=True),
    "failed release": _Situation(("0001", "0002"), "0002", room=True),
}


def brought(commands: Commands, situation: str) -> dict[str, object]:
    """What the commands leave: the table's columns and rows, the revisions, where the database stands.

    Raises ValueError for a command that is none of `flask db`'s four, and with its reason for one that fails.
    """
    typed = commands(situation)
    if not isinstance(typed, list):
        raise TypeError(f"{type(typed).__name__} returned, a list of commands is needed")
    with tempfile.TemporaryDirectory(prefix="migrated-") as name, _quiet():
        folder = Path(name)
        for path, content in _begun(situation).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        app = _app(folder, room=_SITUATIONS[situation].room)
        try:
            for line in typed:
                _type(app, line)
        except ValueError as error:
            raise ValueError(str(error).replace(f"{folder}/", "")) from None
        return _state(folder)


def rehearse() -> None:
    """Begin each situation and type each command once: whoever forks from this process has the projects'
    files, and what Alembic's first use makes, such as patterns and templates."""
    for situation in _SITUATIONS:
        _begun(situation)
    words = ("init", "migrate", "upgrade", "downgrade")
    brought(lambda _: [f"flask db {word}" for word in words], "begin")


@cache
def _begun(situation: str) -> Mapping[Path, bytes]:
    """The files of a project in this situation, by their paths in it."""
    revisions, at, room = _SITUATIONS[situation]
    with tempfile.TemporaryDirectory(prefix="migrated-") as name, _quiet():
        folder = Path(name)
        if revisions:
            _begin(_app(folder, room=room), folder, revisions, at)
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder): path.read_bytes() for path in files}


def _type(app: Flask, line: object) -> None:
    words = shlex.split(line) if isinstance(line, str) else []
    if words[:2] != ["flask", "db"] or not _COMMANDS & set(words[2:3]):
        raise ValueError(f"{line!r}: `flask db` and one of {', '.join(sorted(_COMMANDS))} is needed")
    with _heard() as said:
        done = app.test_cli_runner().invoke(args=words[1:])
    if done.exit_code:
        said += [done.output.rpartition("Error: ")[2].strip()] if "Error: " in done.output else []
        raise ValueError(f"{line}: {said[-1] if said else f'it stops with exit code {done.exit_code}'}")


@contextlib.contextmanager
def _heard() -> Iterator[list[str]]:
    """What Flask-Migrate logs, which is where it says why a command stops."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("flask_migrate")
    log.addHandler(handler)
    try:
        yield said
    finally:
        log.removeHandler(handler)


def _app(folder: Path, *, room: bool) -> Flask:
    db = SQLAlchemy(metadata=sa.MetaData())
    # A model takes longer to make than its table, and Alembic looks at tables alone.
    more = [sa.Column("room", sa.String)] if room else []
    db.Table("sections", sa.Column("id", sa.String, primary_key=True), *more)
    app = Flask("campus")
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder}/campus.db"
    db.init_app(app)
    Migrate(app, db, directory=str(folder / "migrations"))
    return app


def _begin(app: Flask, folder: Path, revisions: tuple[str, ...], at: str | None) -> None:
    _type(app, "flask db init")
    for before, number in zip((None, *revisions), revisions, strict=False):
        (folder / "migrations" / "versions" / f"{number}.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision, down_revision = {number!r}, {before!r}\n"
            f"def upgrade():\n    {_REVISIONS[number]}\n"
            f"def downgrade():\n    {_UNDONE[number]}\n",
            encoding="utf-8",
        )
    if at is not None:
        _type(app, f"flask db upgrade {at}")
        with _opened(folder) as db:
            db.execute("INSERT INTO sections (id) VALUES ('BIO-201-A')")


def _state(folder: Path) -> dict[str, object]:
    written = sorted(folder.glob("migrations/versions/*.py"))
    with _opened(folder) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        columns = [name for (name,) in db.execute("SELECT name FROM pragma_table_info('sections')")]
        (rows,) = db.execute("SELECT count(*) FROM sections").fetchone() if columns else (0,)
        found = db.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    at = found[0] if found else None
    known = {file.stem.split("_")[0] for file in written}
    return {
        "columns": sorted(columns),
        "rows": rows,
        "revisions": len(written),
        "database at": at if at in _REVISIONS else "a new one" if at in known else None,
    }


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The project's database, whose changes stay."""
    with contextlib.closing(sqlite3.connect(folder / "campus.db", isolation_level=None)) as db:
        yield db


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without what Alembic prints and logs, and without bytecode beside its files.

    The env.py that Flask-Migrate writes configures logging, and so would switch off other loggers.
    """
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        nowhere = io.StringIO()
        with (
            contextlib.redirect_stdout(nowhere),
            contextlib.redirect_stderr(nowhere),
            warnings.catch_warnings(),
            mock.patch("logging.config.fileConfig"),
        ):
            # The env.py that Flask-Migrate writes asks Flask-SQLAlchemy by a name that has a successor.
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        sys.dont_write_bytecode = bytecode
