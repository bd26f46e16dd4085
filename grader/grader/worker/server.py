"""The warm process's side of the socket: `python -m grader.worker.server`, started by the client."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import signal
import socket
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from grader.errors import CourseError
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
    compiler.prepare(shell, options.released)
    settle()
    if options.hub is not None:
        from grader.worker import rehearsal  # what it imports is imported sooner while the collector rests

        rehearsal.lesson()
        pages.collapse()
        _serve(socket.socket(fileno=options.hub), shell, isolated=options.isolated)
    else:
        later = [tool for tool in TOOLS if tool not in options.tools]
        _listen(socket.socket(fileno=options.listen), options.path, shell, started_from, later)


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
    """Fork for each connection; leave when idle for long, replaced, or out of date.

    `later` are tools that who started us does not need.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no zombies
    listener.settimeout(_LOOK_AROUND_SECONDS)
    settled = False
    inode, last = _inode(path), time.monotonic()
    while time.monotonic() - last < IDLE_SECONDS and _inode(path) == inode and fingerprint() == started_from:
        try:
            connection, _ = listener.accept()
        except TimeoutError:
            continue
        last = time.monotonic()
        if os.fork() == 0:
            listener.close()
            _answer_and_leave(connection, shell, isolated=False)
        connection.close()
        if not settled:  # who started us is being answered by the fork
            rehearse(later)
            pages.collapse()
            settled = True
    if _inode(path) == inode:
        path.unlink(missing_ok=True)
    listener.close()


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _answer_and_leave(connection: socket.socket, shell: Shell, *, isolated: bool) -> NoReturn:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        connection.setblocking(True)
        converse(Channel(connection), Nursery(shell, isolated=isolated))
    except BaseException:  # nothing may return into the listening loop
        traceback.print_exc()
    finally:
        os._exit(0)


def converse(channel: Channel, nursery: Nursery) -> None:
    """Answer requests until the other end hangs up. The nursery is older than the first request."""
    confinement.sealed()  # from now on this process knows what no learner may
    judge = Judge(isolated=nursery.isolated)
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
