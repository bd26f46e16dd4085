"""A warm process of one's own, and the workers that it forks: for grading and verifying."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from grader.paths import Paths
from grader.worker import environment
from grader.worker.channel import Channel
from grader.worker.client import Remote, Worker
from grader.worker.tools import CAMPUS


class Workshop:
    """Warms up at once, and once for all its workers. A context manager: leaving it ends them.

    `isolated`: the kernel confines learners' code (`isolation`); a run fails where it cannot. `tools`
    (see grader.worker.tools) are used once before anybody is hired: those that any of the notebooks needs.
    The cells that the `released` notebooks give to learners are compiled once.
    """

    def __init__(
        self,
        paths: Paths,
        *,
        isolated: bool = False,
        tools: Sequence[str] = CAMPUS,
        released: Sequence[Path] = (),
    ) -> None:
        self._paths, self.isolated, self._tools, self._released = paths, isolated, tools, released
        self._hired = False
        self._start()

    def hire(self) -> Worker:
        """A further worker; the warm process is started anew where it has ended."""
        self._hired = True
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._hub, [b"!"], [theirs.fileno()])
            except OSError:
                self.close()
                self._start()
                socket.send_fds(self._hub, [b"!"], [theirs.fileno()])
        return Remote(Channel(ours))

    def close(self) -> None:
        """End the warm process and its workers."""
        self._hub.close()
        if not self._hired:  # nobody waits for it to get warm
            self._process.kill()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> None:
        self._hub, theirs = socket.socketpair()
        command = [sys.executable, "-m", "grader.worker.server", "--hub", str(theirs.fileno())]
        command += ["--tools", *self._tools, "--released", *map(str, self._released)]
        with theirs:
            self._process = subprocess.Popen(
                [*command, *(["--isolated"] if self.isolated else [])],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=environment.of_worker(self._paths.root),
                start_new_session=True,
            )
