"""What one process of a run may use, and how many of them there may be."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from pathlib import Path

from grader.worker.isolation import kernel
from grader.worker.records import Limits

_CPU_GRACE = 1
"""Seconds between the signal that tells of the limit and the one that cannot be ignored."""


def limit(limits: Limits) -> None:
    """Limit this process and what it starts, for good: all there is for code that is trusted."""
    impose(limits, others=tasks_of_user())


def impose(limits: Limits, *, others: int) -> None:
    """Limit this process and what it starts, for good. `others`: threads that count as its user's already."""
    wanted = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + _CPU_GRACE),
        resource.RLIMIT_FSIZE: (limits.file_size,) * 2,
        resource.RLIMIT_NOFILE: (limits.open_files,) * 2,
        resource.RLIMIT_NPROC: (limits.processes + others,) * 2,
    }
    if sys.platform == "linux":  # elsewhere the address space says little about memory
        wanted[resource.RLIMIT_AS] = (limits.memory,) * 2
    for kind, pair in wanted.items():
        hard = resource.getrlimit(kind)[1]
        soft, highest = (value if hard == resource.RLIM_INFINITY else min(value, hard) for value in pair)
        resource.setrlimit(kind, (soft, highest))


def be_first_to_go() -> None:
    """When the machine runs out of memory, the kernel ends this process before any other."""
    with contextlib.suppress(OSError):
        kernel.tell("/proc/self/oom_score_adj", "1000")


def tasks_of_user() -> int:
    """RLIMIT_NPROC counts all threads of the user, so what runs already must be added to the allowance."""
    count, me = 0, os.getuid()
    if me == 0:  # the limit does not bind root
        return 0
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    if entry.stat().st_uid == me:
                        count += len(list(Path(entry.path, "task").iterdir()))
    return count or 2048
