"""Goes through the cells of one notebook: learner cells to the student, test cells to the judge."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from grader.vocabulary.failure import FailureFields
from grader.vocabulary.foreign import Absent, Lost, class_names
from grader.vocabulary.lend import lend_by
from grader.vocabulary.reach import Way, reach_by
from grader.web.door import Door
from grader.worker import loan
from grader.worker.judge.control import Control
from grader.worker.judge.proxies import Stranger, TimeUp
from grader.worker.judge.testcell import TestCells, cell_name, told
from grader.worker.records import (
    MOST_WAITED,
    CellError,
    CellRun,
    Limits,
    Outcome,
    Source,
    cell_from,
    outputs_from,
    to_data,
)
from grader.worker.shell import Outputs, Stream, within
from grader.worker.wire import Malformed, Wire

_LINES, _LINE = 200, 2000
"""Of an exception's traceback, as a stranger tells it."""
PATIENCE = 0.5
"""Seconds after a cell's time in which the student may still answer an interruption."""


class _Round(NamedTuple):
    """One student's turn: these parts are absent; all tests, or those of one task, are judged."""

    absent: tuple[str, ...]
    task: str | None = None


class Session:
    """One notebook, in one round and a few more where they are needed.

    A task that ends its student is left out when the round is played again. A test cell that cannot do
    without another task's part of the app is judged in a round of its task's own. In no process can a learner
    have met the part that is judged there.
    """

    def __init__(
        self, sources: Sequence[Source], limits: Limits, absent: Sequence[str], control: Control
    ) -> None:
        self._sources, self._limits, self._control = sources, limits, control
        self._outputs = Outputs(limits.output)
        self._tests = TestCells(self._outputs, [source.code for source in sources if source.is_test])
        self._judged: set[int] = set()
        self._left_out: set[str] = set()
        self._rounds = [_Round(tuple(absent))]
        sys.stdout = Stream("stdout", self._outputs, 1)
        sys.stderr = Stream("stderr", self._outputs, 2)

    def run(self) -> None:
        """All cells, as far as students last."""
        try:
            for turn in self._rounds:  # it grows
                while (task := self._play(turn)) is not None and task not in self._left_out:
                    self._left_out.add(task)
        finally:
            reach_by(None)

    def _play(self, turn: _Round) -> str | None:
        """Run what belongs to the round; returns the task that ended the student, or None when none did."""
        wire = self._new_student(turn.absent)
        stranger = Stranger(wire)
        self._tests.face(stranger)
        for source in self._belonging(turn):
            self._control.note({"begin": source.index, "at": time.monotonic()})
            try:
                cell = (
                    self._judge(turn, source, wire, stranger) if source.is_test else self._run(source, wire)
                )
            except Lost as lost:
                wire.close()
                malformed = isinstance(lost, Malformed)
                self._control.tell({"lost": source.index, "malformed": malformed})
                return source.task
            if cell is not None:
                self._control.note({"cell": to_data(cell)})
        wire.close()
        return None

    def _belonging(self, turn: _Round) -> Sequence[Source]:
        """The learner's cells, but those of tasks left out, and the tests that are to be judged."""
        cells = [source for source in self._sources if source.task not in self._left_out]
        if turn.task is None:
            return [source for source in cells if source.index not in self._judged]
        wanted = [source for source in cells if not source.is_test or source.task == turn.task]
        last = max((source.index for source in wanted if source.is_test), default=-1)
        return [source for source in wanted if source.index <= last]

    def _new_student(self, absent: Sequence[str]) -> Wire:
        line, door = self._control.ask_for_student(absent)
        wire = Wire(line)
        match wire.receive():  # no learner's code has run yet, so this is our own word
            case ["ready", int(other_side)]:
                reach_by(Way(Door(door), other_side))
                lend_by(loan.LENDER)
                return wire
            case answer:
                raise RuntimeError(f"The student's process could not be made: {answer}")

    def _run(self, source: Source, wire: Wire) -> CellRun:
        wire.send(["run", source.code])
        match wire.receive():
            case ["cell", dict(data)]:
                return _cell(data, source.index, self._limits.output)
        raise Malformed("no cell")

    def _judge(self, turn: _Round, source: Source, wire: Wire, stranger: Stranger) -> CellRun | None:
        """The test cell's run; None where it is put off to a round of its task's own."""
        started = time.monotonic()
        # Whoever watches is stricter: it knows how long the student had to wait for a processor.
        stranger.deadline = started + (1 + MOST_WAITED) * self._limits.cell_seconds + PATIENCE
        name = cell_name(source)
        error = self._tests.evaluate(source.code, name)
        if isinstance(error, Lost):
            raise error
        if self._put_off(turn, source, error):
            return None
        self._judged.add(source.index)
        outputs = [*self._printed(wire, stranger), *self._outputs.take()]
        seconds = round(time.monotonic() - started, 4)
        if error is None:
            return CellRun(source.index, "ok", tuple(outputs), None, seconds)
        known = told(error, name)
        shown = {
            "output_type": "error",
            "ename": known["name"],
            "evalue": known["message"],
            "traceback": known["traceback"],
        }
        outcome: Outcome = "timed_out" if isinstance(error, TimeUp) else "error"
        return CellRun(source.index, outcome, (*outputs, shown), known, seconds)

    def _put_off(self, turn: _Round, source: Source, error: BaseException | None) -> bool:
        """Whether the cell met an absent part that its own round will have."""
        if source.absent in (None, turn.absent) or source.task is None or not _met_absence(error):
            return False
        own = _Round(source.absent or (), source.task)
        if own not in self._rounds:
            self._rounds.append(own)
        return True

    def _printed(self, wire: Wire, stranger: Stranger) -> Sequence[dict[str, Any]]:
        """What the learner's code printed while the test cell used it."""
        if not stranger.printed:
            return ()
        stranger.printed = False
        wire.send(["outputs"])
        match wire.receive():
            case ["outputs", list(outputs)]:
                return within(outputs_from(outputs), self._limits.output)
        raise Malformed("no outputs")


def _met_absence(error: BaseException | None) -> bool:
    cause = None if error is None else error.__cause__
    return any(Absent.__name__ in class_names(one) for one in (error, cause) if one is not None)


def _cell(data: dict[str, Any], index: int, limit: int) -> CellRun:
    """The student's word on a learner cell."""
    try:
        cell = cell_from({**data, "index": index})
        outputs = tuple(within(outputs_from(list(cell.outputs)), limit))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise Malformed("no cell") from error
    if cell.outcome not in ("ok", "error"):
        raise Malformed("how a cell was ended is told by who watches it")
    return CellRun(index, cell.outcome, outputs, _cut(cell.error), cell.seconds)


def _cut(error: CellError | None) -> CellError | None:
    if error is None:
        return None
    told = error["failure"]
    return CellError(
        name=error["name"][:_LINE],
        message=error["message"][:_LINE],
        traceback=[line[:_LINE] for line in error["traceback"][:_LINES]],
        failure=None if told is None else _short(told),
    )


def _short(told: FailureFields) -> FailureFields:
    return FailureFields(
        call=told["call"][:_LINE],
        returned=told["returned"][:_LINE],
        expected=told["expected"][:_LINE],
        because=told["because"][:_LINE],
        kind=told["kind"][:_LINE],
        error=told["error"][:_LINE],
        place=told["place"][:_LINE],
    )
