"""Enrolments a second into one hot section: by the use case, and by pgbench with the same statements."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import pgbench, use_case
from benchmarks.campus import hot_campus
from benchmarks.server import app, new_database
from university.application.ports.campus_store import CampusStore

ROUNDS = 3
"""They take turns, so that a busy machine is as busy for the one as for the other."""

PROTOCOLS = {
    "simple": "its default: each statement parsed and planned anew",
    "prepared": "each planned once, as the app sends them",
}


def measure(clients: int, each: int) -> None:
    """Print all rates, each round of each on a fresh database."""
    students = clients * each
    print(f"One hot section, {clients} clients, {ROUNDS} x {each} enrolments each, {os.cpu_count()} cores")
    ours = processors = 0.0
    theirs = dict.fromkeys(PROTOCOLS, 0.0)
    for _ in range(ROUNDS):
        with _hot_section(students + clients * use_case.WARMING) as url:
            wall, processor = use_case.seconds(url, clients, each)
        ours, processors = ours + wall, processors + processor
        for protocol in PROTOCOLS:
            with _hot_section(students + 1) as url:
                sent = pgbench.statements(url, students + 1)
                script = pgbench.script(sent, students + 1, clients)
                theirs[protocol] += students / pgbench.rate(url, script, clients, each, protocol)
    spent = f"{processors / students / ROUNDS * 1e3:.1f} ms of Python each"
    print(f"use case:          {students * ROUNDS / ours:7.0f} enrolments/s, {spent}")
    for protocol, meaning in PROTOCOLS.items():
        rate = students * ROUNDS / theirs[protocol]
        print(f"pgbench, {protocol + ':':9} {rate:7.0f} enrolments/s, the same {len(sent)} statements")
        print(f"ratio:             {theirs[protocol] / ours:7.2f} ({meaning})")


@contextmanager
def _hot_section(students: int) -> Iterator[str]:
    with new_database() as url:
        container = app(url)
        container.get(CampusStore).fill(hot_campus(students), replace=True)
        container.close()
        yield url
