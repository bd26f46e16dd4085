"""What a process of a run leaves behind of the warm process before it works: files, signals, environment."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from grader.worker.environment import KEPT

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def alone(kept: Collection[int]) -> None:
    """Become a session of one's own that ends with its parent, ignores Ctrl-C, and holds the standard
    descriptors and those in `kept` only."""
    os.setsid()
    end_with_parent()
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for low, high in _gaps(sorted(kept), resource.getrlimit(resource.RLIMIT_NOFILE)[0]):
        os.closerange(low, high)


def end_with_parent() -> None:
    """Have the kernel end this process when the one that forked it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def sealed() -> None:
    """Nobody of the same user may look into this process or stop it in a debugger (root may)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0)


def settle(scratch: Path) -> int:
    """Live in `scratch`; returns the descriptor of the unnamed file that 1 and 2 write to.

    0 reads nothing from now on.
    """
    os.environ.update(_environment(os.environ, scratch))
    for name in set(os.environ) - set(_environment(os.environ, scratch)):
        del os.environ[name]
    os.chdir(scratch)
    tempfile.tempdir = None
    return _standard_descriptors()


def _environment(given: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """Nothing of the user's environment that a program does not need: no token, no key."""
    kept = {name: given[name] for name in KEPT if name in given}
    return kept | {
        "HOME": str(scratch),
        "TMPDIR": str(scratch / ".tmp"),
        "MPLCONFIGDIR": str(scratch / ".tmp"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _standard_descriptors() -> int:
    with tempfile.TemporaryFile() as file:
        captured = os.dup(file.fileno())
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(captured, 1)
    os.dup2(captured, 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (lives as long as the process)
    return captured


def _gaps(kept: Collection[int], end: int) -> list[tuple[int, int]]:
    starts = [3, *(number + 1 for number in kept)]
    return [(low, high) for low, high in zip(starts, [*kept, min(end, 65536)], strict=True) if low < high]
