"""`python -m benchmarks`: enrolments a second into one hot section, by the use case and by pgbench."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text

from benchmarks import statements, use_case
from benchmarks.campus import hot_campus
from university.application.ports.campus_store import CampusStore

VARIABLE = "UNIVERSITY_TEST_POSTGRES_URL"


def main() -> None:
    """Measure both on the same server, one after the other, each on a fresh database."""
    options = _options()
    server = os.environ.get(VARIABLE)
    if not server:
        raise SystemExit(
            f"{VARIABLE} names no server, such as postgresql+psycopg://postgres@127.0.0.1/postgres"
        )
    clients, each = options.clients, options.each
    print(f"One hot section, {clients} clients, {each} enrolments each, {os.cpu_count()} cores", flush=True)
    with _database(server, clients * each) as url:
        ours = clients * each / use_case.seconds(url, clients, each, 1)
    print(f"use case: {ours:7.0f} enrolments/s", flush=True)
    with _database(server, clients * each + 1) as url:
        count, theirs = _pgbench(url, clients, each)
    print(f"pgbench:  {theirs:7.0f} enrolments/s, the same {count} statements")
    print(f"ratio:    {ours / theirs:7.2f}")


def _pgbench(url: str, clients: int, each: int) -> tuple[int, float]:
    script = statements.script(url, clients * each + 1, clients)
    at = make_url(url)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        server = ["-h", at.host or "127.0.0.1", "-p", str(at.port or 5432), "-U", at.username or "postgres"]
        threads = str(min(clients, os.cpu_count() or 1))
        work = ["-n", "-f", file.name, "-c", str(clients), "-j", threads, "-t", str(each), "-D", "taken=0"]
        done = subprocess.run(
            [_found("pgbench"), *work, *server, at.database or ""],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **({"PGPASSWORD": at.password} if at.password else {})},
        )
    rate = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode != 0 or rate is None:
        raise SystemExit(f"pgbench ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return script.count(";\n") - 2, float(rate[1])


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise SystemExit(f"{program} is not on the PATH; it comes with PostgreSQL's server packages.")
    return path


@contextmanager
def _database(server: str, students: int) -> Iterator[str]:
    """A database of its own, with a hot section; dropped at the end."""
    name = f"bench_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        container = use_case.app(url)
        store = container.get(CampusStore)
        store.prepare()
        store.fill(hot_campus(students), replace=True)
        container.close()
        yield url
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--each", type=int, default=500, help="enrolments a client")
    return parser.parse_args()


if __name__ == "__main__":
    main()
