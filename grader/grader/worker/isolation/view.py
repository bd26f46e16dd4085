"""A mount namespace in which nothing exists but what is listed.

Unlike Landlock it also hides names, sizes and Unix sockets, gives a /tmp and a /dev/shm of its own, and lets
a process with another uid reach an interpreter that lies in a private home.

What is the same for all runs is mounted once, by the worker; a run's namespace begins with a copy of it, in
which the run's own places are mounted.

The old root stays mounted, since letting go of it waits for every processor, up to 20 ms. Nothing leads back
to it for a process that has no open folder outside, no capability and no call to get one; `confine` sees to
the latter two, and refuses the first.
"""

# Objects for paths are memory that each run's process would have to copy.
# ruff: noqa: PTH102, PTH103, PTH110, PTH112, PTH115, PTH120, PTH211

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.worker.isolation import kernel, places

PRIVATE = ("/tmp", "/dev/shm")  # noqa: S108 (empty, and each process's own)
_BASE = "/dev/pts"  # a place to mount on, in a namespace of our own: no worker has another use for it
_FOLDER, _FILE = f"{_BASE}/.nothing", f"{_BASE}/.empty"
_INODES = 8192
_FIRST = 1
_OWN = kernel.MS_NOSUID | kernel.MS_NODEV
_SHOWN = kernel.ATTR_RDONLY | kernel.ATTR_NOSUID


@dataclass(slots=True)
class _Tree:
    """What is mounted in this namespace, for this process and its forks."""

    shows: tuple[Path, ...] | None = None
    forms: Mapping[str, str] = field(default_factory=dict)
    """See places.forms."""
    left_out: Sequence[str] = ()
    """What lies in a place that each run has its own of."""


_tree = _Tree()


def build(readable: tuple[Path, ...], scratch: str = PRIVATE[0]) -> None:
    """Mount what is readable, for `enter` here or in a fork; with a place for `scratch`.

    Needs a mount namespace of its own and the right to mount. Raises OSError.
    """
    kernel.mount("tmpfs", _BASE, "tmpfs", kernel.MS_NOSUID, "mode=755,size=1m")
    forms = places.forms(readable)
    left_out = [path for path in forms if _is_private(path)]
    before = os.umask(0o022)  # what leads to a place is open to every user
    try:
        for place in (*PRIVATE, "/proc", scratch):
            os.makedirs(_BASE + place, exist_ok=True)
        _links()
        for path in forms:
            if path not in left_out:
                _bind(path)
        os.mkdir(_FOLDER, mode=0)
        os.close(os.open(_FILE, os.O_CREAT, mode=0))
    finally:
        os.umask(before)
    kernel.set_attributes(_BASE, on=_SHOWN, below=True)
    _tree.shows, _tree.forms, _tree.left_out = readable, forms, left_out


@functools.cache
def shown(readable: tuple[Path, ...], denied: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """What a view shows, all of it or but names, as in places.without, and none of `denied`; of the tree that
    `build` mounted. A worker that asks before it forks has it listed once for the same parts."""
    covered = [_BASE + name for name in _reached(places.forms(readable), denied)]
    return tuple((name.removeprefix(_BASE) or "/", whole) for name, whole in places.without(_BASE, covered))


def enter(
    scratch: str, readable: tuple[Path, ...], denied: tuple[str, ...], size: int
) -> tuple[tuple[str, bool], ...]:
    """Change the root of this process to a view of `readable` without `denied`, with `scratch` to write in.

    Needs a mount namespace of its own, the right to mount, and no open folder: one would lead out again.
    Paths stay what they were. Returns what is `shown`. Raises OSError, and then the root is what it was.
    """
    if _tree.shows != readable or not _is_private(scratch):
        kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        build(readable, scratch)
    for path in PRIVATE:
        options = f"mode=1777,size={size},nr_inodes={_INODES}"
        kernel.mount("tmpfs", _BASE + path, "tmpfs", _OWN, options)
    for path in _tree.left_out:
        _bind(path)
        kernel.set_attributes(_BASE + path, on=_SHOWN, below=True)
    os.makedirs(_BASE + scratch, exist_ok=True)
    kernel.mount(scratch, _BASE + scratch, None, kernel.MS_BIND)
    kernel.set_attributes(_BASE + scratch, on=kernel.ATTR_NOSUID)
    listed = shown(readable, denied)
    for path in _reached(_tree.forms, denied):
        _cover(_BASE + path)
    _processes()
    os.chdir(_BASE + scratch)
    os.chroot(_BASE)
    return listed


def _is_private(path: str) -> bool:
    return any(places.holds(place, path) for place in PRIVATE)


def _reached(forms: Mapping[str, str], denied: Sequence[str]) -> Iterator[str]:
    """Each denied path under each name by which it can be reached."""
    for one in denied:
        for path, real in forms.items():
            if one == real or places.holds(real, one):
                yield path + one[len(real) :]


def _links() -> None:
    """/bin and /lib, where they lead into /usr, and what programs expect in /dev."""
    os.symlink("/proc/self/fd", f"{_BASE}/dev/fd")
    for entry in os.scandir("/"):
        if entry.is_symlink() and not os.path.lexists(_BASE + entry.path):
            os.symlink(os.readlink(entry.path), _BASE + entry.path)


def _bind(path: str) -> None:
    target = _BASE + path
    if os.path.lexists(target):  # it lies in a tree that is bound already
        return
    if os.path.isdir(path):
        os.makedirs(target)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT, mode=0o644))
    kernel.mount(path, target, None, kernel.MS_BIND | kernel.MS_REC)


def _cover(target: str) -> None:
    """Lay something empty and closed over it."""
    if os.path.exists(target):
        source = _FOLDER if os.path.isdir(target) else _FILE
        kernel.mount(source, target, None, kernel.MS_BIND)


def _processes() -> None:
    """A list of the processes of this PID namespace, where it is one of our own; else there is no list."""
    if os.getpid() == _FIRST:
        with contextlib.suppress(OSError):  # refused where parts of the outer /proc are hidden
            flags = _OWN | kernel.MS_NOEXEC | kernel.MS_RDONLY
            kernel.mount("proc", f"{_BASE}/proc", "proc", flags)
