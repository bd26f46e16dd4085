"""What a worker does once, so that its runs are confined better; `confine` works without it too."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from grader.worker.isolation import identity, kernel, places, seccomp, view

APART = kernel.CLONE_NEWNS | kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
_INODES = 16_384
_PREFIX = "course-run-"
_MEMORY = Path("/dev/shm")  # noqa: S108 (what is made in it has a name that nobody guesses)


@dataclass(slots=True)
class _Grounds:
    """Where this process and its forks are."""

    settled: bool = False
    """In namespaces of the worker's own, in which it may mount."""
    uid: int | None = None
    """Who a run becomes, where the worker is root."""


grounds = _Grounds()


def settle() -> bool:
    """Move this process, which has one thread and has forked nobody, into namespaces of its own.

    It keeps its files and its user but has no network: what it needs from outside is connected already, or a
    Unix socket on the disk. Where the user is not root, the process goes on as a child of the one that
    called, and that one waits for it and ends as it ends. Returns False, with nothing changed, where the
    kernel refuses.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        kernel.unshare(APART if uid == 0 else APART | kernel.CLONE_NEWUSER | kernel.CLONE_NEWPID)
    except OSError:
        return False
    if uid != 0:
        identity.map_myself(uid, gid)
        if child := os.fork():
            _wait_for(child)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    if uid != 0:
        with contextlib.suppress(OSError):  # refused where parts of the outer /proc are hidden
            kernel.mount("proc", "/proc", "proc", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC)
    grounds.settled = True
    with contextlib.suppress(OSError):  # then each run makes its own, or says why it cannot
        view.build(places.readable())
    return True


def _wait_for(child: int) -> NoReturn:
    os.closerange(0, 65536)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def scratch(size: int, *, confined: bool = True) -> AbstractContextManager[Path]:
    """A folder for one run, gone with all it holds at the end.

    In a settled worker it is a file system of its own that holds `size` bytes, in memory; elsewhere it is an
    ordinary folder without a limit, in memory where the run is not `confined` (which would hide it) and there
    is room.
    """
    return _mounted(size) if grounds.settled else _ordinary(None if confined else _in_memory(size))


@contextlib.contextmanager
def _mounted(size: int) -> Iterator[Path]:
    # The folder to mount on is made in memory, too: on a disk it would take longer than all the rest.
    base = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
    try:
        options = f"mode=711,size={size},nr_inodes={_INODES}"
        kernel.mount("tmpfs", str(folder), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, options)
        try:
            yield folder
        finally:
            kernel.umount(str(folder))
    finally:
        with contextlib.suppress(OSError):  # a run is not worse for an empty folder that stays
            folder.rmdir()


@contextlib.contextmanager
def _ordinary(base: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=base, ignore_cleanup_errors=True) as name:
        if os.getuid() == 0:  # runs become another user, who must get to what is theirs in here
            Path(name).chmod(0o711)
        yield Path(name)


def _in_memory(size: int) -> Path | None:
    """Linux's folder in memory, where programs may be run in it and `size` bytes are free.

    Git and SQLite write many small files and wait for the disk after each: a notebook takes seconds there.
    """
    try:
        found = os.statvfs(_MEMORY)
    except OSError:
        return None
    is_ours = not found.f_flag & (os.ST_NOEXEC | os.ST_RDONLY) and os.access(_MEMORY, os.W_OK)
    return _MEMORY if is_ours and found.f_bavail * found.f_frsize >= size else None


def has_quota(folder: str) -> bool:
    """Whether the folder, or what it lies in, is a `scratch` that is a file system of its own."""
    while len(folder) > 1:
        outer, name = os.path.split(folder)
        if name.startswith(_PREFIX) and os.lstat(folder).st_dev != os.lstat(outer).st_dev:
            return True
        folder = outer
    return False


def fork(denied: Sequence[Path] = ()) -> int:
    """os.fork() for a run; where the kernel lets us, the child is the first process of a PID namespace.

    It sees no process but those it starts, and all of them end with it. Like every such first process it
    ignores signals that it has no handler for, save SIGKILL from outside. What it will be `denied` may be
    told here already, to be found once for all forks.
    """
    _find_once()
    places.with_compiled.cache_clear()  # a module may have been compiled meanwhile
    found = places.with_compiled(tuple(denied))
    if found and grounds.settled:
        with contextlib.suppress(OSError):
            view.shown(places.readable(), found)
    if os.getuid() == 0:
        grounds.uid = identity.spare_uid()
    elif not grounds.settled:
        return os.fork()
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):  # then the run has no such namespace, and `confine` says so
            kernel.unshare(kernel.CLONE_NEWPID)
        child = os.fork()
        if child:
            with contextlib.suppress(OSError):
                kernel.setns(own, kernel.CLONE_NEWPID)
        return child
    finally:
        os.close(own)


@functools.cache
def _find_once() -> None:
    """What is found here is found for all forks."""
    places.forms(places.readable())
    with contextlib.suppress(OSError):
        seccomp.usual()
