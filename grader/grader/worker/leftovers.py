"""Ends what a run leaves behind: processes that no longer have a parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Collection
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


def adopt() -> None:
    """Orphans of the run come to this process from now on, so that it can end them."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end_all_but(spared: Collection[int]) -> None:
    """End all children but those spared, and theirs, which become ours."""
    for _ in range(20):
        orphans = [child for child in _children(os.getpid()) if child not in spared]
        if not orphans:
            return
        for orphan in orphans:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(orphan, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(orphan, 0)


def end_group(pid: int) -> None:
    """End a process and its group, where they are there."""
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
