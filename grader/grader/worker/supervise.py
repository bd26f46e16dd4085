"""Watches one run from outside: time limits, crashes, leftovers."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.worker import leftovers
from grader.worker.judge.control import Heard, Lines
from grader.worker.judge.process import Judge
from grader.worker.records import (
    MOST_WAITED,
    CellError,
    CellRun,
    Limits,
    Outcome,
    Run,
    Source,
    cell_from,
)
from grader.worker.student.nursery import Nursery, NurseryLost
from grader.worker.students import Students

_WORTH_GRANTING = 0.05
_GRACE = 1.0
"""Seconds between asking a cell to stop and ending its process."""


_NURSERY_LOST = CellError(
    name="Crash",
    message="The program ended the process that had started it while this cell ran.",
    traceback=[],
    failure=None,
)


class Cancelled(Exception):
    """Whoever asked for the run has gone."""


class Broken(Exception):
    """The judge failed, not the learner's code."""


def run(
    judge: Judge,
    nursery: Nursery,
    sources: Sequence[Source],
    folder: Path,
    limits: Limits,
    absent: Sequence[str],
    asker: int | None = None,
) -> Run:
    """Run learner cells in a student's process, in a scratch copy of `folder`, and test cells in the judge's.

    Only for a process that answers requests: what a run leaves behind becomes its child, and every child of
    it but nursery and judge is ended. Raises Cancelled when `asker` (a socket) hangs up, Broken when the
    judge fails, and NurseryLost when there are no more students.
    """
    leftovers.adopt()
    students = Students(nursery, folder, limits)
    lines = judge.begin(sources, limits, absent)
    try:
        return _Watch(judge, lines, students, sources, limits, asker).until_done()
    finally:
        judge.leave()
        with contextlib.suppress(NurseryLost):  # the next run tells
            students.end()
        leftovers.end_all_but({nursery.pid, judge.pid})
        students.clear()


class _Watch:
    """Reads what the judge tells, and loses patience when it must."""

    def __init__(
        self,
        judge: Judge,
        lines: Lines,
        students: Students,
        sources: Sequence[Source],
        limits: Limits,
        asker: int | None,
    ) -> None:
        self._judge, self._students = judge, students
        self._control, self._notes = Heard(lines.control), Heard(lines.notes)
        self._limits, self._asker, self._sources = limits, asker, sources
        self._cells: dict[int, CellRun] = {}
        self._current: int | None = None
        self._interrupted: set[int] = set()
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._run_deadline = time.monotonic() + limits.run_seconds
        self._run_end = self._run_deadline + MOST_WAITED * limits.run_seconds
        self._cell_deadline = time.monotonic() + limits.cell_seconds
        """When to look next: no cell's time is over before."""
        self._waited = self._waited_before = self._granted = 0.0
        self._done = False

    def until_done(self) -> Run:
        """All cells, whatever happened to the processes."""
        while not self._done:
            now = time.monotonic()
            if self._is_late(now) and not self._be_impatient(now):
                return self._result("timed_out", _too_long(self._limits))
            try:
                if not self._listen():
                    return self._result("crashed", self._how_it_ended(self._judge.end()))
            except NurseryLost:
                self._read_notes()
                if self._current is None:
                    raise
                return self._result("crashed", _NURSERY_LOST)
        return self._result("not_run", None)

    def _is_late(self, now: float) -> bool:
        if now < min(self._cell_deadline, self._run_deadline):
            return False
        self._read_notes()  # another cell may have begun since
        return now >= min(self._cell_deadline, self._run_deadline)

    def _be_impatient(self, now: float) -> bool:
        """Ask the running cell to stop, then end its student; False when that was in vain or time is up."""
        if self._grant():
            return True
        step = next(self._steps, None)
        if self._current is None or step is None or now >= self._run_deadline:
            return False
        self._interrupted.add(self._current)
        self._cell_deadline = now + _GRACE
        step()
        return True

    def _grant(self) -> bool:
        """Give the running cell the time in which others had its processors, within bounds; whether it got
        any. So nobody's cell runs out of time because of what a neighbour starts."""
        if self._current is None or self._current in self._interrupted:
            return False
        waited = min(self._students.waited() - self._waited_before, MOST_WAITED * self._limits.cell_seconds)
        more, self._granted = waited - self._granted, max(waited, self._granted)
        if more < _WORTH_GRANTING:
            return False
        self._cell_deadline += more
        self._run_deadline = min(self._run_deadline + more, self._run_end)
        return time.monotonic() < min(self._cell_deadline, self._run_deadline)

    def _listen(self) -> bool:
        """Wait for lines for a moment; False when the judge has ended without saying that it is done."""
        control = self._control.connection
        wanted: list[Any] = [control] if self._asker is None else [control, self._asker]
        present, nursery = self._students.present, self._students.nursery
        if present is not None and not present.is_known_to_have_ended:
            wanted.append(nursery)
        patience = max(0.0, min(self._cell_deadline, self._run_deadline) - time.monotonic())
        ready, _, _ = select.select(wanted, [], [], patience)
        if self._asker in ready:
            raise Cancelled
        if nursery in ready:
            self._students.end()
            # A process that a cell left behind may hold the wire, and the judge would wait for it.
            leftovers.end_all_but({self._judge.pid, nursery.pid})
        if control not in ready:
            return True
        self._read_notes()
        told = self._control.read()
        for message in told or ():
            self._take(message)
        return told is not None

    def _read_notes(self) -> None:
        """All that was noted until now."""
        while noted := self._notes.read(socket.MSG_DONTWAIT):
            for message in noted:
                self._take(message)
        if self._current is None:
            self._cell_deadline = time.monotonic() + self._limits.cell_seconds
        self._waited = self._students.waited()

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"begin": index, "at": at}:
                self._begin(index, at)
            case {"cell": data}:
                self._note(cell_from(data))
            case {"lost": index, "malformed": malformed}:
                error = self._how_it_ended(self._students.end())
                if malformed:
                    error["message"] = "The program broke into the grader's questions while this cell ran."
                self._note(CellRun(index, "crashed", (), error))
            case {"student": absent}:
                wire, door = self._students.next(absent)
                self._waited = 0.0
                with wire, door:
                    socket.send_fds(self._control.connection, [b"!"], [wire.fileno(), door.fileno()])
            case {"noted": message}:
                self._take(message)
                self._control.connection.sendall(b"!")
            case {"broken": reason}:
                raise Broken(reason)
            case {"done": is_fit}:
                self._done = True
                self._judge.done(is_fit=is_fit)

    def _begin(self, index: int, at: float) -> None:
        self._current = index
        self._waited_before, self._granted = self._waited, 0.0  # what it waited at the last look
        self._cell_deadline = at + self._limits.cell_seconds
        present = self._students.present
        self._steps = iter([present.interrupt, present.end]) if present else iter(())

    def _note(self, cell: CellRun) -> None:
        """Keep the first word on a cell: for a second student, cells run again."""
        if cell.index in self._interrupted or cell.outcome == "timed_out":
            cell = CellRun(cell.index, "timed_out", cell.outputs, _too_long(self._limits), cell.seconds)
        self._cells.setdefault(cell.index, cell)
        self._current = None

    def _result(self, outcome: Outcome, error: CellError | None) -> Run:
        """The cells told, `outcome` for the one that was running, `not_run` for those that never began."""
        for source in self._sources:
            if source.index not in self._cells and source.index == self._current:
                self._cells[source.index] = CellRun(source.index, outcome, (), error)
        return Run(
            tuple(self._cells.get(source.index, CellRun(source.index, "not_run")) for source in self._sources)
        )

    def _how_it_ended(self, status: int) -> CellError:
        code = os.waitstatus_to_exitcode(status)
        if code >= 0:
            how = f"The program ended itself with exit code {code} while this cell ran."
        elif -code == signal.SIGXCPU:
            how = f"The notebook used more than {self._limits.cpu_seconds} s of processor time."
        else:
            how = f"The program was ended by {_signal_name(-code)} while this cell ran."
        return CellError(name="Crash", message=how, traceback=[], failure=None)


def _too_long(limits: Limits) -> CellError:
    message = (
        f"This cell did not finish within {limits.cell_seconds:g} s "
        f"(the whole notebook may take {limits.run_seconds:g} s)."
    )
    return CellError(name="TimeLimit", message=message, traceback=[], failure=None)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
