"""The judge's process: it judges one notebook after the other, and keeps nothing of any.

A fork for each would cost more than most judgements. Whoever asks sees it as a `Judge`.
"""

from __future__ import annotations

import contextlib
import decimal
import gc
import os
import resource
import socket
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from grader import paths
from grader.worker import confinement, isolation, leftovers
from grader.worker.channel import Channel
from grader.worker.judge.control import Control, Lines, lines
from grader.worker.judge.session import Session
from grader.worker.records import Limits, Source, sources_from, to_data
from grader.worker.students import ROOM

_SHARE = 0.25
"""Of the processor time that one notebook may take: a judge that has used so much makes room for another."""
_GROWTH = 256 * 2**20
"""Bytes that a judge may have come to need."""
_MOST_OPEN = 32


class Judge:
    """Forked when first asked, and anew after it has failed, or has served long enough."""

    def __init__(self, *, isolated: bool) -> None:
        """`isolated`: the kernel takes from it what it has no use for."""
        self._isolated = isolated
        self._stack = contextlib.ExitStack()
        self._limits: Limits | None = None
        self._lines: Lines | None = None
        self._is_free = False
        self.pid = 0
        """0 while there is none."""

    def begin(self, sources: Sequence[Source], limits: Limits, absent: Sequence[str]) -> Lines:
        """Have it judge these cells. Returns the lines on which it tells how it goes (see `_live`)."""
        lines = self._lines
        if lines is None or limits != self._limits or _has_ended(lines):
            self.end()
            lines = self.prepare(limits)
        self._is_free = False
        request = {"sources": [to_data(source) for source in sources], "absent": list(absent)}
        with contextlib.suppress(OSError):  # one that has ended is heard of on the line
            Channel(lines.control).send(request)
        return lines

    def prepare(self, limits: Limits) -> Lines:
        """Fork it, for runs within these limits; where there is none."""
        self._lines, self._limits = self._forked(limits), limits
        return self._lines

    def done(self, *, is_fit: bool) -> None:
        """It has said that it is done, and whether it can judge another notebook."""
        self._is_free = is_fit

    def leave(self) -> None:
        """End it, unless it waits for another notebook."""
        if not self._is_free:
            self.end()

    def end(self) -> int:
        """End it, where there is one; how it ended, as os.waitpid tells it."""
        status = 0
        if self.pid:
            leftovers.end_group(self.pid)
            with contextlib.suppress(ChildProcessError):
                status = os.waitpid(self.pid, 0)[1]
        self._stack.close()
        self._lines, self.pid = None, 0
        return status

    def _forked(self, limits: Limits) -> Lines:
        if self._isolated:
            isolation.prepare()
        scratch = self._stack.enter_context(isolation.scratch(ROOM, confined=self._isolated))
        (scratch / ".tmp").mkdir()
        ours, theirs = lines()
        self._stack.callback(ours.close)
        self.pid = os.fork()
        if self.pid == 0:
            _live(scratch, limits, theirs, isolated=self._isolated)
        theirs.close()
        return ours


def _has_ended(ours: Lines) -> bool:
    """Whether a judge ended while it waited: the kernel ends processes where memory is short. Its line tells;
    `os.waitid` would, too, but macOS has it since Python 3.13 only."""
    try:
        return ours.control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _live(scratch: Path, limits: Limits, ends: Lines, *, isolated: bool) -> NoReturn:
    """Judge what is asked for, `isolated` by the kernel or within limits only, until nobody asks any more.

    JSON lines: in comes {"sources": …, "absent": …}; noted are {"begin": index, "at": time.monotonic()} and
    {"cell": …}; told are {"noted": what is too much for a note} (answered with a byte), {"lost": index,
    "malformed": …}, {"student": absent parts} (answered with the ends of a wire and of a door to a new one),
    {"broken": …}, {"done": whether it can judge another notebook}.
    """
    told = Control(ends)
    try:
        confinement.alone([end.fileno() for end in ends])
        confinement.sealed()
        confinement.settle(scratch)
        isolation.limit(limits)
        if isolated:
            isolation.enclose(scratch, [paths.find().acceptance])
        fitness, channel = _Fitness(limits), Channel(ends.control)
        while (request := channel.receive()) is not None:
            _judge(request, limits, told)
            told.tell({"done": fitness.lasts()})
    except BaseException:  # nothing may return into the warm process's code
        with contextlib.suppress(OSError):
            told.tell({"broken": traceback.format_exc()[-4000:]})
    finally:
        os._exit(0)


def _judge(request: dict[str, Any], limits: Limits, told: Control) -> None:
    with decimal.localcontext():  # the one thing that test cells may set in the modules that are ours
        Session(sources_from(request["sources"]), limits, request["absent"], told).run()


class _Fitness:
    """Whether this process may judge another notebook, or has kept something of one, or has little left."""

    def __init__(self, limits: Limits) -> None:
        self._most_seconds = _SHARE * limits.cpu_seconds
        self._most_memory = _memory() + _GROWTH

    def lasts(self) -> bool:
        """Ask after each notebook: what it left in cycles is given back."""
        gc.collect()
        gc.freeze()
        return (
            threading.active_count() == 1
            and _has_written_nothing()
            and _holds_open() < _MOST_OPEN
            and _memory() < self._most_memory
            and sum(os.times()[:2]) < self._most_seconds
        )


def _memory() -> int:
    """The most bytes that this process ever had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _has_written_nothing() -> bool:
    """Past Python's streams, or in its folder."""
    return os.fstat(1).st_size == 0 and [*Path().rglob("*")] == [Path(".tmp")]


def _holds_open() -> int:
    return sum(_is_open(number) for number in range(_MOST_OPEN * 2))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
