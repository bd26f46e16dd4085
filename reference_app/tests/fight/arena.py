"""The fight: processes start, die and are replaced; then the rows are judged, healed and judged again."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from ctypes import c_byte, c_int
from dataclasses import dataclass, replace
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from sqlalchemy import Engine

from fight import journal, rows
from fight.arena_campus import REGISTRAR, campus
from fight.checks import broken_invariants, left_unsettled
from fight.clock import FastClock
from fight.faults import NO_FAULT
from fight.fighter import Order, fight
from fight.journal import Attempt, Change, Trouble
from fight.replay import Replay
from fight.report import Report
from fight.watch import Phase
from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import CampusStore
from university.bootstrap import build
from university.settings import Settings

STILL = 0.002
"""Seconds that a process needs to stop."""

KILLED_AT = (Phase.PLACE_CHANGED, Phase.COMMITTING, Phase.EVENT_NOTED, Phase.STUDENT_LOCKED)
"""Where the next victim should be; the longest phase would be met nearly always."""

LOOKS = 400
"""How often one looks for a victim there before any other will do."""

PATIENCE = 60
"""Seconds after which a fight is given up, and one more for each attempt."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What fight there is to be: `attempts` by all `processes` together, of whom `kills` are killed."""

    url: str
    folder: Path
    attempts: int
    processes: int = 8
    kills: int = 8
    seed: int = 1
    fault: str = NO_FAULT


def hold(plan: Plan) -> Report:
    """Fill the arena at `plan.url`, fight, and judge."""
    students = 40 + plan.attempts // 25
    _prepare(plan.url, students)
    started = time.monotonic_ns()
    arena = Arena(plan, students, started)
    arena.fight()
    seconds = (time.monotonic_ns() - started) / 1e9
    return _judge(plan, arena, seconds)


class Arena:
    """The processes, and what they share."""

    def __init__(self, plan: Plan, students: int, started: int) -> None:
        # A server that has imported the app forks the fighters: they start at once, and no thread is copied.
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["fight.fighter"])
        self._phases = self._context.RawArray(c_byte, plan.processes)
        self._done = self._context.RawArray(c_int, plan.processes)
        self._plan = plan
        self._random = random.Random(plan.seed)  # noqa: S311 (a fight, not a secret)
        share = -(-plan.attempts // plan.processes)
        self._orders = [
            Order(
                plan.url, n, self._random.random(), share, students, self._journal(n, 0), started, plan.fault
            )
            for n in range(plan.processes)
        ]
        self._fighters: list[ForkServerProcess] = []
        self.started = started
        self.journals = [order.journal for order in self._orders]
        self.kills: Counter[Phase] = Counter()

    def fight(self) -> None:
        """Until all attempts are made. Raises TimeoutError, RuntimeError for a fighter that broke down."""
        self._fighters = [self._start(order) for order in self._orders]
        due = [self._plan.attempts * n // (self._plan.kills + 1) for n in range(1, self._plan.kills + 1)]
        end = time.monotonic() + PATIENCE + self._plan.attempts
        try:
            while any(fighter.is_alive() for fighter in self._fighters):
                if time.monotonic() > end:
                    raise TimeoutError("The fight takes longer than one second an attempt.")
                if due and sum(self._done) >= due[0] and self._kill_somebody():
                    due.pop(0)
                time.sleep(0.003)
        finally:
            for fighter in self._fighters:
                fighter.kill()
                fighter.join()
        if any(fighter.exitcode for fighter in self._fighters):
            raise RuntimeError("A fighter ended with an error; its message stands above.")

    def _kill_somebody(self) -> bool:
        """Kill a process in the middle of a transaction that writes; False when none was found there."""
        wanted = KILLED_AT[self.kills.total() % len(KILLED_AT)]
        for _ in range(LOOKS):
            for index, phase in enumerate(self._phases):
                if phase == wanted and self._kill(index):
                    return True
            time.sleep(0.0005)
        return any(self._kill(index) for index in range(self._plan.processes))

    def _kill(self, index: int) -> bool:
        """Kill this one if it stands still inside a transaction that writes; else let it go on."""
        fighter = self._fighters[index]
        if fighter.pid is None or not fighter.is_alive():
            return False
        try:
            os.kill(fighter.pid, signal.SIGSTOP)
            time.sleep(STILL)
            phase = Phase(self._phases[index])
            if phase < Phase.STUDENT_LOCKED:
                os.kill(fighter.pid, signal.SIGCONT)
                return False
        except ProcessLookupError:  # it had done its share meanwhile
            return False
        fighter.kill()
        fighter.join()
        self.kills[phase] += 1
        self._replace(index, self._orders[index])
        return True

    def _replace(self, index: int, order: Order) -> None:
        """Somebody new for the attempts that are left; the one that was cut off counts as made."""
        self._phases[index] = Phase.OUTSIDE
        self._done[index] += 1
        share = -(-self._plan.attempts // self._plan.processes)
        path = self._journal(index, len(self.journals))
        successor = replace(
            order, seed=self._random.random(), attempts=max(0, share - self._done[index]), journal=path
        )
        self.journals.append(path)
        self._orders[index] = successor
        self._fighters[index] = self._start(successor)

    def _start(self, order: Order) -> ForkServerProcess:
        process = self._context.Process(target=fight, args=(order, self._phases, self._done))
        process.start()
        return process

    def _journal(self, index: int, life: int) -> Path:
        return self._plan.folder / f"fighter-{index}-{life}.jsonl"


def _prepare(url: str, students: int) -> None:
    university = build(Settings(database_url=url))
    store = university.get(CampusStore)
    store.prepare()
    store.fill(campus(students), replace=True)
    university.close()


def _judge(plan: Plan, arena: Arena, seconds: float) -> Report:
    notes = list(journal.read(path for path in arena.journals if path.exists()))
    attempts = [note for note in notes if isinstance(note, Attempt)]
    changes = [note for note in notes if isinstance(note, Change)]
    troubles = Counter(note.kind for note in notes if isinstance(note, Trouble))
    now = FastClock(arena.started).now()
    university = build(Settings(database_url=plan.url), {"clock": lambda: FixedClock(now)})
    engine = university.get(Engine)
    violations = [*_of_answers(attempts), *_of_troubles(troubles)]
    with engine.connect() as connection:
        after_fight = rows.read(connection)
        violations += broken_invariants(connection)
    replay = Replay(after_fight, changes)
    violations += replay.violations()
    swept = university.get(EnrolmentDesk).sweep(REGISTRAR)
    with engine.connect() as connection:
        healed = rows.read(connection)
        violations += [f"after the sweep: {wrong}" for wrong in broken_invariants(connection)]
    violations += left_unsettled(healed, now)
    violations += [f"after the sweep: {wrong}" for wrong in Replay(healed, changes).violations()]
    university.close()
    return Report(
        engine=engine.dialect.name,
        attempts=len(attempts) + arena.kills.total(),
        successes=sum(not note.refused for note in attempts),
        refusals=Counter(note.answer.partition(" ")[0] for note in attempts if note.refused),
        events=Counter(event.kind for event in after_fight.events),
        kills=arena.kills,
        troubles=troubles,
        judged=replay.judged,
        left=len(left_unsettled(after_fight, now)),
        healed=len(swept.expired) + len(swept.offered),
        violations=violations,
        seconds=seconds,
    )


def _of_answers(attempts: list[Attempt]) -> Iterator[str]:
    """Answers that were not true: nothing was done, yet something was; or the other way round."""
    for attempt in attempts:
        if attempt.answer.startswith("crash "):
            yield f"no domain error: {attempt}"
        if attempt.action == "sweep":
            continue  # a sweep is many changes; those before a refusal stay
        if attempt.refused and attempt.changes:
            yield f"refused, yet changed: {attempt}"
        if not attempt.refused and not attempt.changes:
            yield f"done, yet nothing changed: {attempt}"


def _of_troubles(troubles: Counter[str]) -> Iterator[str]:
    """Everybody locks in one order, so nobody can wait in a circle."""
    if troubles["deadlock"]:
        yield f"deadlock: {troubles['deadlock']} times"
