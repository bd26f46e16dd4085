"""Watches one run from outside: time limits, crashes, leftovers."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.worker.child import live
from grader.worker.records import CellError, CellRun, Limits, Outcome, Run, Source, cell_from
from grader.worker.shell import Shell

_GRACE = 1.0
"""Seconds between asking a cell to stop and ending its process."""
_LONGEST_LINE = 32 * 2**20
_COPIED = 50 * 2**20
_PR_SET_CHILD_SUBREAPER = 36


class Cancelled(Exception):
    """Whoever asked for the run has gone."""


def run(
    shell: Shell,
    sources: Sequence[Source],
    folder: Path,
    limits: Limits,
    absent: Sequence[str],
    asker: int | None = None,
) -> Run:
    """Run the cells in a fork, in a scratch copy of `folder`.

    Only for the warm process: what a run leaves behind becomes its child, and every child of it is ended.
    Raises Cancelled when `asker` (a socket) hangs up.
    """
    if sys.platform == "linux":  # orphans of the run come to us, so that we can end them
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with tempfile.TemporaryDirectory(prefix="course-run-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        _fill(scratch, folder)
        incoming, outgoing = os.pipe()
        pid = os.fork()
        if pid == 0:
            live(shell, sources, scratch, limits, absent, outgoing)
        os.close(outgoing)
        try:
            return _Watch(pid, incoming, sources, limits, asker).until_done()
        finally:
            os.close(incoming)
            _end(pid)


class _Watch:
    """Reads what the run's process tells, and loses patience when it must."""

    def __init__(
        self, pid: int, pipe: int, sources: Sequence[Source], limits: Limits, asker: int | None
    ) -> None:
        self._pid, self._pipe, self._limits, self._asker = pid, pipe, limits, asker
        self._sources = sources
        self._cells: dict[int, CellRun] = {}
        self._current: int | None = None
        self._interrupted: set[int] = set()
        self._cell_deadline = self._run_deadline = time.monotonic() + limits.run_seconds
        self._done = False
        self._buffer = b""
        self._broken: list[str] = []
        self._status: int | None = None

    def until_done(self) -> Run:
        """All cells, whatever happened to the process."""
        while not self._done:
            now = time.monotonic()
            if now >= min(self._cell_deadline, self._run_deadline) and not self._be_impatient(now):
                return self._result("timed_out", _too_long(self._limits))
            if not self._listen():
                return self._result("crashed", self._how_it_ended())
        return self._result("not_run", None)

    def _be_impatient(self, now: float) -> bool:
        """Ask the running cell once to stop; False when asking was in vain or the whole time is up."""
        if self._current is None or self._current in self._interrupted or now >= self._run_deadline:
            return False
        self._interrupted.add(self._current)
        self._cell_deadline = now + _GRACE
        os.kill(self._pid, signal.SIGINT)
        return True

    def _listen(self) -> bool:
        """Wait for lines for a moment; False when the process has ended without saying that it is done."""
        wanted = [self._pipe] if self._asker is None else [self._pipe, self._asker]
        patience = max(0.0, min(self._cell_deadline, self._run_deadline) - time.monotonic())
        ready, _, _ = select.select(wanted, [], [], min(patience, 0.2))
        if self._asker in ready:
            raise Cancelled
        if self._pipe in ready:
            data = os.read(self._pipe, 1 << 16)
            self._buffer += data
            self._take_lines()
            return bool(data) and len(self._buffer) < _LONGEST_LINE
        # A process that the cell left behind may hold the pipe open: ask after the child itself.
        return not self._reap(os.WNOHANG)

    def _reap(self, flags: int = 0) -> bool:
        if self._status is None:
            pid, status = os.waitpid(self._pid, flags)
            self._status = status if pid else None
        return self._status is not None

    def _take_lines(self) -> None:
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError, OverflowError, RecursionError):
                self._take(json.loads(line))

    def _take(self, message: dict[str, Any]) -> None:
        if "begin" in message:
            self._current = int(message["begin"])
            self._cell_deadline = time.monotonic() + self._limits.cell_seconds
        elif "cell" in message:
            cell = cell_from(message["cell"])
            if cell.outcome not in ("ok", "error"):
                raise ValueError("how a cell was ended is told by who watches it")
            if cell.index in self._interrupted:
                cell = CellRun(cell.index, "timed_out", cell.outputs, _too_long(self._limits), cell.seconds)
            self._cells.setdefault(cell.index, cell)
            self._current, self._cell_deadline = None, self._run_deadline
        elif "broken" in message:
            self._broken = [str(message["broken"])]
        self._done = self._done or "done" in message

    def _result(self, outcome: Outcome, error: CellError | None) -> Run:
        """The cells told, `outcome` for the one that was running, `not_run` for those that never began."""
        for source in self._sources:
            if source.index not in self._cells and source.index == self._current:
                self._cells[source.index] = CellRun(source.index, outcome, (), error)
        return Run(
            tuple(self._cells.get(source.index, CellRun(source.index, "not_run")) for source in self._sources)
        )

    def _how_it_ended(self) -> CellError:
        if not self._reap(os.WNOHANG):
            _end_group(self._pid)
            self._reap()
        code = os.waitstatus_to_exitcode(self._status or 0)
        if code >= 0:
            how = f"The program ended itself with exit code {code} while this cell ran."
        elif -code == signal.SIGXCPU:
            how = f"The notebook used more than {self._limits.cpu_seconds} s of processor time."
        else:
            how = f"The program was ended by {_signal_name(-code)} while this cell ran."
        # What the process told of itself is for the instructor: a stranger's code ran in it.
        return CellError(name="Crash", message=how, traceback=self._broken, failure=None)


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


def _fill(scratch: Path, folder: Path) -> None:
    """Copy the files beside the notebook (data, modules), but no notebook, nothing hidden, no link."""
    (scratch / ".tmp").mkdir()
    room = _COPIED
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix == ".ipynb" or path.name.startswith((".", "__pycache__")):
            continue
        if path.is_symlink() or not path.is_file() or path.stat().st_size > room:
            continue
        room -= path.stat().st_size
        shutil.copy(path, scratch / path.name)


def _end(pid: int) -> None:
    """End the child, its group, and whatever left its group."""
    _end_group(pid)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)
    for _ in range(20):
        orphans = _children(os.getpid())
        if not orphans:
            return
        for orphan in orphans:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(orphan, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(orphan, 0)


def _end_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    try:
        text = Path(f"/proc/self/task/{parent}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(number) for number in text.split()]
