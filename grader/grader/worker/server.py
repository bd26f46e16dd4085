"""The warm process's side of the socket: `python -m grader.worker.server`, started by the client."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import select
import signal
import socket
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from grader.errors import CourseError
from grader.paths import find
from grader.props import kept_rooms
from grader.worker import compiler, confinement, isolation, pages, supervise
from grader.worker.channel import Channel
from grader.worker.client import Local
from grader.worker.daemon import fingerprint
from grader.worker.judge.process import Judge
from grader.worker.records import Limits, sources_from, to_data
from grader.worker.shell import Shell
from grader.worker.student.nursery import Nursery
from grader.worker.tools import TOOLS
from grader.worker.warm import rehearse, settle, warm

IDLE_SECONDS = 20 * 60
_LOOK_AROUND_SECONDS = 30
_PAUSE_SECONDS = 1


def main() -> None:
    """Answer on connections handed over by who started it (`--hub FD`), or on a listening socket until idle
    (`--listen FD`)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--hub", type=int)
    parser.add_argument("--listen", type=int)
    parser.add_argument("--path", type=Path)
    parser.add_argument("--tools", nargs="*", default=[], help="what to rehearse before the first fork")
    parser.add_argument(
        "--released", nargs="*", default=[], type=Path, help="notebooks that all learners have"
    )
    parser.add_argument("--isolated", action="store_true", help="confine learners' code by the kernel")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command in front
    if options.isolated:  # first of all: with a second thread it would be too late
        isolation.settle()
    started_from = fingerprint()
    shell = warm()
    rehearse(options.tools)
    settle()
    if options.hub is not None:
        _rehearse_lessons(shell, options.released)
        _serve(socket.socket(fileno=options.hub), shell, isolated=options.isolated)
    else:
        later = [tool for tool in TOOLS if tool not in options.tools]
        _listen(socket.socket(fileno=options.listen), options.path, shell, started_from, later)


def _rehearse_lessons(shell: Shell, released: Iterable[Path]) -> None:
    """Do once what most lessons do, for all who are forked from now on."""
    from grader.worker import rehearsal  # what it imports is imported sooner while the collector rests

    compiler.prepare(shell, released)
    rehearsal.lesson()
    pages.collapse()


def _serve(hub: socket.socket, shell: Shell, *, isolated: bool) -> None:
    """Fork for each connection that comes through the hub; leave, and wait for the forks, when it closes."""
    while True:
        _, descriptors, _, _ = socket.recv_fds(hub, 1, 1)
        if not descriptors:
            break
        connection = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            hub.close()
            confinement.end_with_parent()
            _answer_and_leave(connection, shell, isolated=isolated)
        connection.close()
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def _listen(
    listener: socket.socket, path: Path, shell: Shell, started_from: str, later: Sequence[str]
) -> None:
    """Have each connection answered by a fork; leave when idle for long, replaced, or out of date.

    `later` are tools that who started us does not need.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies
    with kept_rooms.keeping(path.parent):
        _answer_many(listener, path, shell, started_from, later)
    listener.close()


def _answer_many(
    listener: socket.socket, path: Path, shell: Shell, started_from: str, later: Sequence[str]
) -> None:
    inode, last = _inode(path), time.monotonic()
    spare, settled = Spare(listener, shell), False
    while time.monotonic() - last < IDLE_SECONDS and _inode(path) == inode and fingerprint() == started_from:
        if not spare.is_taken(_LOOK_AROUND_SECONDS):
            continue
        last = time.monotonic()
        if not settled:  # who started us is being answered
            rehearse(later)
            _rehearse_lessons(shell, sorted(find().exercises.glob("*/*.ipynb")))
            settled = True
        spare = Spare(listener, shell)
    spare.dismiss()
    if _inode(path) == inode:
        path.unlink(missing_ok=True)


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


class Spare:
    """A fork that takes the next connection of a listening socket, with a nursery and a judge made ready
    while nobody waits."""

    def __init__(self, listener: socket.socket, shell: Shell) -> None:
        self._told, told = socket.socketpair()
        if os.fork() == 0:
            self._told.close()
            _wait_and_answer(listener, told, shell)
        told.close()

    def is_taken(self, seconds: float) -> bool:
        """Whether somebody connects within so many seconds. One that ended instead counts as taken after a
        while: there must be another, but whatever ended it may last."""
        if not select.select([self._told], [], [], seconds)[0]:
            return False
        if not self._told.recv(1):
            time.sleep(_PAUSE_SECONDS)
        return True

    def dismiss(self) -> None:
        """End it, unless somebody has connected."""
        self._told.close()


def _wait_and_answer(listener: socket.socket, told: socket.socket, shell: Shell) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nursery, judge = Nursery(shell, isolated=False), Judge(isolated=False)
        judge.prepare(Limits())
        listener.settimeout(None)
        waiting = select.select([listener, told], [], [])[0]
        if told in waiting:  # the daemon has left
            judge.end()
            nursery.close()
        else:
            connection, _ = listener.accept()
            told.send(b".")
            told.close()
            listener.close()
            converse(Channel(connection), nursery, judge)
    except BaseException:  # nothing may return into the listening loop
        traceback.print_exc()
    finally:
        os._exit(0)


def _answer_and_leave(connection: socket.socket, shell: Shell, *, isolated: bool) -> NoReturn:
    try:
        connection.setblocking(True)
        converse(Channel(connection), Nursery(shell, isolated=isolated), Judge(isolated=isolated))
    except BaseException:  # nothing may return into the loop that forks
        traceback.print_exc()
    finally:
        os._exit(0)


def converse(channel: Channel, nursery: Nursery, judge: Judge) -> None:
    """Answer requests until the other end hangs up. The nursery is older than the first request."""
    confinement.sealed()  # from now on this process knows what no learner may
    worker = Local(judge, nursery, channel.fileno())
    with contextlib.suppress(supervise.Cancelled, ConnectionError):
        while (request := channel.receive()) is not None:
            channel.send(_answer(request, worker))
    judge.end()
    nursery.close()


def _answer(request: dict[str, Any], worker: Local) -> dict[str, Any]:
    try:
        if request["op"] == "run":
            return {"cells": _run(request, worker)}
        if request["op"] == "call":
            return {"result": _call(request, worker)}
        return {"warm": True}
    except (supervise.Cancelled, ConnectionError):
        raise
    except CourseError as error:
        return {"refused": error.message, "remedy": error.remedy}
    except Exception:  # the other end must not wait for ever
        return {"failed": traceback.format_exc()}


def _run(request: dict[str, Any], worker: Local) -> list[dict[str, Any]]:
    run = worker.run(
        sources_from(request["sources"]),
        folder=Path(request["folder"]),
        limits=Limits(**request["limits"]),
        absent=request["absent"],
    )
    return [to_data(cell) for cell in run.cells]


def _call(request: dict[str, Any], worker: Local) -> Any:
    module, _, name = request["function"].partition(":")
    return getattr(importlib.import_module(module), name)(worker, **request["arguments"])


if __name__ == "__main__":
    main()
