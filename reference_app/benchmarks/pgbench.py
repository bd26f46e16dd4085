"""The same statements without the app, as fast as PostgreSQL's own benchmark tool sends them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile

from sqlalchemy import Engine, make_url

from benchmarks.campus import HOT, REGISTRAR, number
from benchmarks.listening import listening
from benchmarks.server import app
from university.application.enrolment import EnrolmentDesk


def statements(url: str, student: int) -> list[str]:
    """What the use case sends to enrol `student`, who is enrolled by it."""
    container = app(url)
    desk = container.get(EnrolmentDesk)
    desk.timetable(REGISTRAR, number(1))  # connects
    with listening(container.get(Engine)) as told:
        desk.enrol(REGISTRAR, number(student), HOT)
    container.close()
    return told


def script(sent: list[str], student: int, clients: int) -> str:
    """A script that enrols one student after the other as `sent` enrolled `student`.

    Client c of `clients` takes students c + 1, c + 1 + clients, … (`taken` must begin as 0). The number is
    put together in SQL, because in prepared statements pgbench looks for its variables outside quotes only.
    """
    literal, variable = f"'{number(student)}'", f"('{number(0)[:-1]}' || :student)"
    lines = [" ".join(one.replace(literal, variable).split()) + ";" for one in sent]
    counting = ["\\set taken :taken + 1", f"\\set student :client_id + 1 + (:taken - 1) * {clients}"]
    return "\n".join([*counting, "BEGIN;", *lines, "COMMIT;", ""])


def rate(url: str, script: str, clients: int, each: int, protocol: str) -> float:
    """Transactions a second; `protocol` is pgbench's: simple or prepared."""
    at = make_url(url)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        server = ["-h", at.host or "127.0.0.1", "-p", str(at.port or 5432), "-U", at.username or "postgres"]
        threads = str(min(clients, os.cpu_count() or 1))
        work = ["-n", "-M", protocol, "-f", file.name, "-c", str(clients), "-j", threads, "-t", str(each)]
        done = subprocess.run(
            [_found("pgbench"), *work, "-D", "taken=0", *server, at.database or ""],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **({"PGPASSWORD": at.password} if at.password else {})},
        )
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if done.returncode != 0 or found is None:
        raise SystemExit(f"pgbench ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return float(found[1])


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise SystemExit(f"{program} is not on the PATH; it comes with PostgreSQL's server packages.")
    return path
