"""Forks the students: a process that is forked before any request is read, so that it knows none.

Whoever answers requests holds hidden tests and other people's work in memory, and a fork of that process
would hold them too. Students descend from here instead.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from grader.worker import confinement, isolation
from grader.worker.records import Limits, to_data
from grader.worker.shell import Shell
from grader.worker.student import absent, process

_NUMBER = struct.Struct("=i")


class NurseryLost(Exception):
    """The nursery has ended, so there are no more students."""


class Nursery:
    """The nursery as seen by the process that answers requests; at most one student lives at a time."""

    def __init__(self, shell: Shell, *, isolated: bool = False) -> None:
        """Fork it; its students are `isolated` by the kernel, or live within limits only."""
        self.isolated = isolated
        self._connection, theirs = socket.socketpair()
        gc.freeze()  # the collector would touch, and so copy, the pages that judges and students share
        self.pid = os.fork()
        if self.pid == 0:
            _live(theirs, shell, isolated=isolated)
        theirs.close()

    def bear(
        self,
        wire: socket.socket,
        door: socket.socket,
        scratch: Path,
        limits: Limits,
        parts: Sequence[str],
    ) -> Birth:
        """A student at the end of a wire and behind a door; both are closed here. It does without `parts` of
        the app. Raises NurseryLost."""
        request = {"scratch": str(scratch), "limits": to_data(limits), "absent": list(parts)}
        try:
            with wire, door:
                data = json.dumps(request).encode() + b"\n"
                socket.send_fds(self._connection, [data], [wire.fileno(), door.fileno()])
        except OSError as error:
            raise NurseryLost from error
        return Birth(self, self.told())

    def fileno(self) -> int:
        """Readable when a student has ended, for select."""
        return self._connection.fileno()

    def told(self) -> int:
        """What the nursery says next: a student's process id, then how it ended. Raises NurseryLost.

        Nothing is read ahead, which whoever waits for the socket would miss.
        """
        data = self._connection.recv(_NUMBER.size, socket.MSG_WAITALL)
        if len(data) < _NUMBER.size:
            raise NurseryLost
        number: int = _NUMBER.unpack(data)[0]
        return number

    def close(self) -> None:
        """End the nursery."""
        self._connection.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


class Birth:
    """One student's process."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery, self.pid = nursery, pid
        self._status: int | None = None

    def interrupt(self) -> None:
        """Send what Ctrl-C sends."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGINT)

    @property
    def is_known_to_have_ended(self) -> bool:
        """Whether `status` was asked for."""
        return self._status is not None

    def waited(self) -> float:
        """Seconds in which it could have run but others did; 0 where the kernel does not tell.

        Source: https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat
        """
        try:
            told = Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii")
            return int(told.split()[1]) / 1e9
        except (OSError, ValueError, IndexError):
            return 0.0

    def end(self) -> None:
        """Kill it and its group; it may have ended already."""
        if self._status is not None:
            return
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self.pid, signal.SIGKILL)

    def status(self) -> int:
        """How it ended, as os.waitpid tells it; for one that is ending. Raises NurseryLost."""
        if self._status is None:
            self._status = self._nursery.told()
        return self._status


def _live(connection: socket.socket, shell: Shell, *, isolated: bool) -> NoReturn:
    try:
        confinement.alone([connection.fileno()])
        confinement.forget()
        while True:
            request, wire, door = _next(connection)
            parts, limits = request["absent"], Limits(**request["limits"])
            policy = isolation.Policy(Path(request["scratch"]), limits, denied=absent.files(parts))
            pid = isolation.fork(policy.denied) if isolated else os.fork()
            if pid == 0:
                process.live(shell, wire, door, policy, parts, isolated=isolated)
            os.close(wire)
            os.close(door)
            _tell(connection, pid)
            _tell(connection, os.waitpid(pid, 0)[1])
    except EOFError:
        pass
    except BaseException:  # nothing may return into the code that answers requests
        traceback.print_exc()
    finally:
        os._exit(0)


def _next(connection: socket.socket) -> tuple[dict[str, Any], int, int]:
    data, descriptors = b"", list[int]()
    while not data.endswith(b"\n"):
        piece, more, _, _ = socket.recv_fds(connection, 1 << 16, 2)
        if not piece:
            raise EOFError
        data, descriptors = data + piece, descriptors + more
    wire, door = descriptors
    return json.loads(data), wire, door


def _tell(connection: socket.socket, number: int) -> None:
    connection.sendall(_NUMBER.pack(number))
