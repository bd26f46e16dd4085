"""The same fight through the front doors: the site and both interfaces at once, under their servers.

`python -m doors.fight --engine all --attempts 3000 --workers 2`, with `reference_app/tests` on PYTHONPATH.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from engines import ENGINES, new_database
from fight import rows
from fight.arena_campus import REGISTRAR, SECTIONS, open_today
from fight.checks import broken_invariants, left_unsettled
from fight.replay import Replay
from sqlalchemy import Engine

from doors.callers import CALLERS, Caller
from doors.servers import serving
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import CampusStore
from university.application.tokens import Tokens
from university.bootstrap import Container, build
from university.settings import Settings

ACTIONS = {"enrol": 60, "drop": 20, "accept": 16, "decline": 4}
STUDENTS = 24
LAST_SEAT = "HOT-100-A"
EACH = 2
"""Callers at each door."""


@dataclass
class Outcome:
    """What a fight at the doors came to: `answers` by door, action and status."""

    engine: str
    answers: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    seconds: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, door: str, action: str, status: int) -> None:
        """One more answer; many threads count."""
        with self._lock:
            self.answers[door, action, status] += 1

    def __str__(self) -> str:
        done = sum(self.answers.values())
        lines = [f"{self.engine}: {done} requests in {self.seconds:.1f} s, {len(self.violations)} violations"]
        for door in CALLERS:
            counts = Counter[int]()
            for (at, _, status), times in self.answers.items():
                counts[status] += times if at == door else 0
            told = ", ".join(f"{status}: {times}" for status, times in sorted(counts.items()) if times)
            lines.append(f"  {door:5} {told}")
        lines.append(f"  log   {', '.join(f'{kind} {times}' for kind, times in self.events.most_common())}")
        return "\n".join(lines + [f"  ! {line}" for line in self.violations[:10]])


def hold(url: str, folder: Path, attempts: int, workers: int = 1, seed: int = 1) -> Outcome:
    """Fill the arena at `url`, serve it, fight at its doors, and judge the rows and the answers."""
    university = build(Settings(database_url=url))
    store = university.get(CampusStore)
    store.prepare()
    store.fill(open_today(STUDENTS), replace=True)
    secret = university.get(Tokens).issue(REGISTRAR).secret
    outcome = Outcome(university.get(Engine).dialect.name)
    with serving(url, folder, workers) as addresses:
        callers = [make(addresses, secret) for make in CALLERS.values() for _ in range(EACH)]
        begun = time.monotonic()
        _fight(callers, attempts, seed, outcome)
        outcome.seconds = time.monotonic() - begun
    university.close()
    outcome.violations += judge(url, outcome)
    return outcome


def _fight(callers: list[Caller], attempts: int, seed: int, outcome: Outcome) -> None:
    """Everybody at once; an error of a caller is the fight's."""
    start, errors = threading.Barrier(len(callers)), list[BaseException]()
    granted: list[tuple[str, str]] = []

    def call(caller: Caller, chance: random.Random) -> None:
        try:
            start.wait()
            # The last seat first: everybody wants it at the same moment.
            wish = ("enrol", f"S-{chance.randrange(STUDENTS)}", LAST_SEAT)
            for _ in range(attempts // len(callers)):
                status = caller.ask(*wish)
                outcome.count(caller.door, wish[0], status)
                if wish[0] == "enrol" and status < 400:
                    granted.append(wish[1:])
                wish = _wish(chance, granted)
        except BaseException as error:
            errors.append(error)
            raise

    threads = [
        threading.Thread(target=call, args=(caller, random.Random(seed * 100 + n)))  # noqa: S311
        for n, caller in enumerate(callers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for caller in callers:
        caller.close()
    if errors:
        raise errors[0]


def _wish(chance: random.Random, granted: list[tuple[str, str]]) -> tuple[str, str, str]:
    """What to ask for: a place anywhere, or something about a place that was granted some time ago."""
    (action,) = chance.choices(list(ACTIONS), list(ACTIONS.values()))
    if action == "enrol" or not granted:
        return "enrol", f"S-{chance.randrange(STUDENTS)}", chance.choice(list(SECTIONS))
    student, section = chance.choice(granted)
    return ("withdraw" if section.startswith("LEFT") else action), student, section


def judge(url: str, outcome: Outcome) -> list[str]:
    """A line for each row, event or answer that must not be."""
    university = build(Settings(database_url=url))
    try:
        return list(_violations(university, outcome))
    finally:
        university.close()


def _violations(university: Container, outcome: Outcome) -> Iterator[str]:
    engine = university.get(Engine)
    with engine.connect() as connection:
        found = rows.read(connection)
        yield from broken_invariants(connection)
    outcome.events = Counter(event.kind for event in found.events)
    yield from Replay(found, ()).violations()
    yield from _of_answers(outcome)
    university.get(EnrolmentDesk).sweep(REGISTRAR)
    with engine.connect() as connection:
        healed = rows.read(connection)
        yield from (f"after the sweep: {wrong}" for wrong in broken_invariants(connection))
    yield from left_unsettled(healed, datetime.now(UTC))


def _of_answers(outcome: Outcome) -> Iterator[str]:
    """Faults, and grants that the log does not know: each door says what was done, and nothing else."""
    for (door, action, status), times in outcome.answers.items():
        if status >= 500 and status != 503:
            yield f"fault: {door} answers {action} with {status}, {times} times"
    granted = Counter[str]()
    for (_, action, status), times in outcome.answers.items():
        granted[action] += times if status < 400 else 0
    events = outcome.events
    logged = {
        "enrol": events["waitlisted"] + events["enrolled"] - granted["accept"],
        "withdraw": events["withdrew"],
    }
    logged["drop"] = events["dropped"] - granted["decline"]
    for action, times in logged.items():
        if granted[action] != times:
            yield f"answer not true: {granted[action]} times {action} was granted, {times} times done"


def main() -> int:
    """Exit 0: no violation; 1: some."""
    parser = argparse.ArgumentParser(prog="python -m doors.fight", description="Fight at the front doors.")
    parser.add_argument("--engine", choices=["all", *ENGINES], default="all")
    parser.add_argument("--attempts", type=int, default=3_000, help="on each engine")
    parser.add_argument("--workers", type=int, default=2, help="processes of each server")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    clean = True
    for engine in ENGINES if told.engine == "all" else [told.engine]:
        with tempfile.TemporaryDirectory(prefix="fight-") as name, new_database(engine, Path(name)) as url:
            outcome = hold(url, Path(name), told.attempts, told.workers, told.seed)
        print(outcome, flush=True)
        clean = clean and not outcome.violations
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
