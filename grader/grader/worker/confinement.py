"""What a process of a run leaves behind of the warm process before it works: files, signals, environment."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from grader.worker.environment import KEPT
from grader.worker.isolation import kernel

_SAME_FOR_ALL = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PYTHONDONTWRITEBYTECODE": "1"}


def alone(kept: Collection[int]) -> None:
    """Be `apart`, end when told to, and ignore Ctrl-C."""
    apart(kept)
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def apart(kept: Collection[int]) -> None:
    """Become a session of one's own that ends with its parent and holds the standard descriptors and those in
    `kept` only."""
    os.setsid()
    end_with_parent()
    for low, high in _gaps(sorted(kept), resource.getrlimit(resource.RLIMIT_NOFILE)[0]):
        os.closerange(low, high)


def end_with_parent() -> None:
    """Have the kernel end this process when the one that forked it ends."""
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def sealed() -> None:
    """Nobody of the same user may look into this process or stop it in a debugger (root may)."""
    if sys.platform == "linux":
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)


def settle(scratch: Path) -> int:
    """Forget the user and live in `scratch`; returns what `move` does."""
    forget()
    return move(scratch)


def forget() -> None:
    """Keep nothing of the user's environment that a program does not need: no token, no key. 0 reads nothing
    from now on."""
    for name in set(os.environ) - set(KEPT):
        del os.environ[name]
    os.environ.update(_SAME_FOR_ALL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (lives as long as the process)


def move(scratch: Path) -> int:
    """Live in `scratch`; returns the descriptor of the unnamed file that 1 and 2 write to."""
    home = str(scratch)
    temporary = f"{home}/.tmp"
    for name, value in (("HOME", home), ("TMPDIR", temporary), ("MPLCONFIGDIR", temporary)):
        os.environ[name] = value
    os.chdir(home)
    tempfile.tempdir = temporary  # else it would be found by writing files
    captured = _unnamed(temporary)
    os.dup2(captured, 1)
    os.dup2(captured, 2)
    return captured


def _unnamed(folder: str) -> int:
    """The descriptor of a file without a name; tempfile's own way there is long."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # not every file system has such files
            return os.open(folder, os.O_RDWR | os.O_TMPFILE | os.O_EXCL, 0o600)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _gaps(kept: Collection[int], end: int) -> list[tuple[int, int]]:
    starts = [3, *(number + 1 for number in kept)]
    return [(low, high) for low, high in zip(starts, [*kept, min(end, 65536)], strict=True) if low < high]
