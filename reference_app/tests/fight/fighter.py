"""One process of the fight: it asks the desk for random things until its attempts are used up."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from ctypes import Array, c_byte, c_int
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, text

from fight.arena_campus import REGISTRAR, SECTIONS, number
from fight.clock import FastClock
from fight.faults import FAULTS, NO_FAULT
from fight.journal import Attempt, Journal
from fight.watch import Watch
from university.application.enrolment import EnrolmentDesk
from university.application.ports.unit_of_work import Units
from university.bootstrap import build
from university.domain.enrolment import EnrolmentRefused
from university.domain.errors import DomainError
from university.domain.identity import Role, User
from university.settings import Settings

WEIGHTS = {"enrol": 60, "drop": 16, "accept": 9, "decline": 3, "withdraw": 4, "sweep": 4, "stray": 4}
PLACES = {
    "drop": "SELECT student, section FROM enrolments WHERE status <> 'withdrawn' AND section LIKE 'HOT%'",
    "accept": "SELECT student, section FROM enrolments WHERE status = 'offered'",
    "decline": "SELECT student, section FROM enrolments WHERE status = 'offered'",
    "withdraw": "SELECT student, section FROM enrolments WHERE status = 'enrolled' AND section LIKE 'LEFT%'",
}
"""Where an action may succeed; another fighter may be there first."""

STRAY = ("drop", "accept", "decline", "withdraw")
CROWD = 24
"""So many students are asked for again and again, and meet themselves in other processes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a fighter is told; `index` is its place in the shared arrays."""

    url: str
    index: int
    seed: float
    attempts: int
    students: int
    journal: Path
    started: int
    fault: str = NO_FAULT


def fight(order: Order, phases: Array[c_byte], done: Array[c_int]) -> None:
    """Make the attempts; `done[index]` counts them."""
    logging.disable(logging.CRITICAL)
    watch = Watch(Journal(order.journal), phases, order.index)
    fault = FAULTS[order.fault]
    clock = FastClock(order.started, timedelta(minutes=7 * order.index))
    parts = {"clock": lambda: clock, "waitlist.next_in_line": watch.next_in_line(fault.next_in_line)}
    university = build(Settings(database_url=order.url), parts)
    university.decorate(Units, lambda c, units: watch.units(fault.units(c, units)))
    fighter = Fighter(order, university.get(EnrolmentDesk), university.get(Engine))
    for _ in range(order.attempts):
        watch.changes, watch.chosen = 0, None
        action, wish = fighter.wish()
        answer, refused = answered(wish)
        watch.journal.note(Attempt(action, answer, refused, watch.changes))
        done[order.index] += 1
    university.close()


def answered(wish: Callable[[], str]) -> tuple[str, bool]:
    """The answer in one word, and whether it says that nothing was done."""
    try:
        return wish(), False
    except EnrolmentRefused as refused:
        return refused.refusals[0].code, True
    except DomainError as error:
        return error.code, True
    except Exception as error:
        return f"crash {type(error).__name__}: {error}"[:300], True


class Fighter:
    """Thinks of things to ask for."""

    def __init__(self, order: Order, desk: EnrolmentDesk, engine: Engine) -> None:
        self._random = random.Random(order.seed)  # noqa: S311 (a fight, not a secret)
        self._students = order.students
        self._desk = desk
        self._engine = engine

    def wish(self) -> tuple[str, Callable[[], str]]:
        """What to do, by name and as a call that answers in a word."""
        (action,) = self._random.choices(list(WEIGHTS), list(WEIGHTS.values()))
        if action == "sweep":
            return action, self._sweep
        if action == "stray":
            action, (student, section) = self._random.choice(STRAY), self._anybody_anywhere()
        elif action == "enrol":
            student, section = self._anybody_anywhere()
        else:
            student, section = self._somebody(PLACES[action])
        user = self._user(student)
        return action, lambda: _word(getattr(self._desk, action)(user, student, section), action)

    def _sweep(self) -> str:
        self._desk.sweep(REGISTRAR)
        return "swept"

    def _anybody_anywhere(self) -> tuple[str, str]:
        many = CROWD if self._random.random() < 0.6 else self._students
        return number(self._random.randrange(many)), self._random.choice(list(SECTIONS))

    def _somebody(self, places: str) -> tuple[str, str]:
        with self._engine.connect() as connection:
            found = sorted((row.student, row.section) for row in connection.execute(text(places)))
        return self._random.choice(found) if found else self._anybody_anywhere()

    def _user(self, student: str) -> User:
        if self._random.random() < 0.75:
            return REGISTRAR
        return User(
            f"U-{student}", "s@arena.example", "Ana Silva", frozenset({Role.STUDENT}), student=student
        )


def _word(made: object, action: str) -> str:
    status = getattr(made, "status", None)
    return str(status.value) if status is not None else f"{action} done"
