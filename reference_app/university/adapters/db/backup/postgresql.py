"""PostgreSQL by pg_dump and psql."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine, func, select

from university.adapters.db.backup.dump import Contents, drops, revision, row_counts
from university.adapters.db.backup.tools import find, run

PACKAGE = "postgresql-client"
SERVICE = "university"
DUMP = ("--format=plain", "--no-owner", "--no-privileges", "--no-comments")
LOAD = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")


def dump(engine: Engine, data: Path) -> Contents:
    """pg_dump reads the very snapshot in which the rows are counted."""
    program = find("pg_dump", package=PACKAGE)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        for limit in ("idle_in_transaction_session_timeout", "statement_timeout"):
            connection.execute(select(func.set_config(limit, "0", True)))
        snapshot = connection.scalar(select(func.pg_export_snapshot()))
        contents = Contents(revision(connection), row_counts(connection))
        command = [program, *DUMP, f"--snapshot={snapshot}", f"--file={data}"]
        run(command, environment=_environment(engine, data.parent))
    return contents


def load(engine: Engine, data: Path) -> None:
    """One transaction, in which the old tables go and the new ones come; others wait until it ends."""
    program = find("psql", package=PACKAGE)
    before = data.with_suffix(".drops")
    before.write_text(drops(engine, " CASCADE"), encoding="utf-8")
    command = [program, *LOAD, f"--file={before}", f"--file={data}"]
    run(command, environment=_environment(engine, data.parent))


def _environment(engine: Engine, folder: Path) -> dict[str, str]:
    """The address goes into a file that only this user can read, the password into the environment."""
    url = engine.url
    known = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database, **url.query}
    password = url.password or known.pop("password", None)
    lines = [f"{name}={value}" for name, value in known.items() if value is not None]
    services = folder / "services"
    services.touch(mode=0o600)
    services.write_text("\n".join([f"[{SERVICE}]", *lines, ""]), encoding="utf-8")
    environment = {**os.environ, "PGSERVICEFILE": str(services), "PGSERVICE": SERVICE}
    return environment | ({"PGPASSWORD": str(password)} if password else {})
