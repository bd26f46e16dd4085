"""Takes from a judge what it has no use for: its code is ours, but it reads what strangers send."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.worker.isolation import kernel, landlock, places, seccomp


def prepare() -> None:
    """Find out once, in the process that forks the judges, what is the same for all of them."""
    if sys.platform == "linux":
        _readable()
        with contextlib.suppress(OSError):
            _filter()


def enclose(scratch: Path, more: Sequence[Path] = ()) -> None:
    """From now on this process, which has one thread, writes in `scratch` only, reads nothing else but the
    libraries, the course's packages and `more`, and has no network, no programs, no new privileges and no
    word for other processes.

    As far as this kernel can: a judge is guarded by its own care first.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        seccomp.load(_filter())
    with contextlib.suppress(OSError):
        landlock.restrict([*_readable(), *more], [], places.listable(), [scratch], network=False)


@functools.cache
def _readable() -> tuple[Path, ...]:
    """Without the links in / and whatever lies inside another one: each costs time."""
    every = {path.resolve() for path in places.readable() if not path.is_relative_to("/etc")}
    return (Path("/etc/localtime"), *sorted(one for one in every if not every & set(one.parents)))


@functools.cache
def _filter() -> bytes:
    return seccomp.without_programs()
