"""Units of work under observation: how far each has come, what it changed, and what went wrong."""

from __future__ import annotations

import enum
import time
from collections.abc import Callable, Iterable
from ctypes import Array, c_byte
from types import TracebackType
from typing import Any, Self

from sqlalchemy.exc import DBAPIError

from fight.journal import Journal, Trouble, change_of
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.domain.enrolment import Enrolment
from university.domain.events import Event
from university.domain.waitlist import NextInLine

DEADLOCKS = {"40P01", 1213}
"""PostgreSQL's SQLSTATE, MariaDB's error number."""


class Phase(enum.IntEnum):
    """How far a fighter's unit has come."""

    OUTSIDE = 0
    READING = 1
    STUDENT_LOCKED = 2
    PLACE_CHANGED = 3
    EVENT_NOTED = 4
    COMMITTING = 5


REACHED = {
    "get_for_change": Phase.STUDENT_LOCKED,
    "add": Phase.PLACE_CHANGED,
    "move": Phase.PLACE_CHANGED,
    "remove": Phase.PLACE_CHANGED,
    "append": Phase.EVENT_NOTED,
}
"""The phase that a unit is in once this method of a repository has returned."""


class Watch:
    """What is known of one fighter; `phases[index]` is read by the one who kills."""

    def __init__(self, journal: Journal, phases: Array[c_byte], index: int) -> None:
        self.journal = journal
        self._phases = phases
        self._index = index
        self.began = 0
        self.chosen: int | None = None
        self.changes = 0

    def reached(self, phase: Phase) -> None:
        """Let the one who kills know."""
        self._phases[self._index] = phase

    def committed(self, events: list[Event]) -> None:
        """The unit is over and kept."""
        over = time.monotonic_ns()
        self.changes += 1
        for event in events:
            self.journal.note(change_of(event, self.began, over, self.chosen))

    def units(self, units: Units) -> Units:
        """The same units, watched."""
        return lambda: WatchedUnit(units(), self)

    def next_in_line(self, choose: NextInLine) -> NextInLine:
        """The same choice; it remembers since when its facts were read."""

        def watched(waiting: Iterable[Enrolment], can_take: Callable[[str], bool], /) -> Enrolment | None:
            self.chosen = self.began
            return choose(waiting, can_take)

        return watched


class WatchedUnit:
    """Fulfils UnitOfWork by another one."""

    def __init__(self, unit: UnitOfWork, watch: Watch) -> None:
        self._unit = unit
        self._watch = watch
        self._events: list[Event] = []

    def __enter__(self) -> Self:
        self._watch.began = time.monotonic_ns()
        self._watch.reached(Phase.READING)
        self._unit.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, DBAPIError):
            codes = {getattr(error.orig, "sqlstate", None), *error.orig.args[:1]} if error.orig else set()
            self._watch.journal.note(Trouble("deadlock" if codes & DEADLOCKS else "database"))
        try:
            self._unit.__exit__(kind, error, trace)
        finally:
            self._watch.reached(Phase.OUTSIDE)

    def __getitem__(self, port: type) -> Any:
        return WatchedPart(self._unit[port], self._watch, self._events)

    def commit(self) -> None:
        """Commit, and note the change."""
        self._watch.reached(Phase.COMMITTING)
        self._unit.commit()
        self._watch.reached(Phase.OUTSIDE)
        self._watch.committed(self._events)


class WatchedPart:
    """A repository; its calls tell how far the unit has come."""

    def __init__(self, part: Any, watch: Watch, events: list[Event]) -> None:
        self._part = part
        self._watch = watch
        self._events = events

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)
        if name not in REACHED:
            return method

        def call(*args: Any, **kwargs: Any) -> Any:
            result = method(*args, **kwargs)
            self._watch.reached(REACHED[name])
            if name == "append":
                self._events.append(args[0])
            return result

        return call
