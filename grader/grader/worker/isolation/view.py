"""A mount namespace in which nothing exists but what is listed.

Unlike Landlock it also hides names, sizes and Unix sockets, gives a /tmp and a /dev/shm of its own, and lets
a process with another uid reach an interpreter that lies in a private home.

The old root stays mounted, since letting go of it waits for every processor, up to 20 ms. Nothing leads back
to it for a process that has no open folder outside, no capability and no call to get one; `confine` sees to
the latter two, and refuses the first.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from grader.worker.isolation import kernel, places

_BASE = Path("/tmp")  # noqa: S108 (only a place to mount on, in a namespace of our own)
_PRIVATE = (Path("/tmp"), Path("/dev/shm"))  # noqa: S108 (empty, and this process's own)
_INODES = 8192
_FIRST = 1
_OWN = kernel.MS_NOSUID | kernel.MS_NODEV


def enter(scratch: Path, readable: Sequence[Path], denied: Sequence[Path], size: int) -> None:
    """Change the root of this process to a view of `readable` without `denied`, with `scratch` to write in.

    Needs a mount namespace of its own, the right to mount, and no open folder: one would lead out again.
    Paths stay what they were. Raises OSError, and then the root is what it was.
    """
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    wanted = places.forms(tuple(readable))
    covered = [path / one.relative_to(real) for path, real, one in _inside(wanted, denied)]
    with contextlib.ExitStack() as stack:
        sources = {path: _hold(path, stack) for path in (*wanted, scratch)}
        kernel.mount("tmpfs", str(_BASE), "tmpfs", kernel.MS_NOSUID, "mode=755,size=1m")
        try:
            _furnish(sources, covered, size)
            kernel.set_attributes(str(_BASE), on=kernel.ATTR_RDONLY | kernel.ATTR_NOSUID, below=True)
            for path in (*_PRIVATE, scratch):
                kernel.set_attributes(str(_in_base(path)), off=kernel.ATTR_RDONLY)
            os.chroot(_BASE)
        except OSError:
            kernel.umount(str(_BASE))  # whoever goes on without a view needs what lies below
            raise
        finally:
            os.chdir(scratch)


def _inside(wanted: Sequence[Path], denied: Sequence[Path]) -> Iterator[tuple[Path, Path, Path]]:
    """Each denied path under each name by which it can be reached: (name, where that leads, denied path)."""
    for one in denied:
        for path in wanted:
            if one.is_relative_to(real := path.resolve()):
                yield path, real, one


def _furnish(sources: Mapping[Path, int], covered: Sequence[Path], size: int) -> None:
    """Everything in its place; `sources` ends with the scratch folder, which lies in /tmp most times."""
    _links()
    for path in _PRIVATE:
        target = _folder(path)
        kernel.mount("tmpfs", str(target), "tmpfs", _OWN, f"mode=1777,size={size},nr_inodes={_INODES}")
    for path, descriptor in sources.items():
        _bind(path, descriptor)
    _cover(covered)
    _processes()


def _links() -> None:
    """/bin and /lib, where they lead into /usr, and what programs expect in /dev."""
    (_folder(Path("/dev")) / "fd").symlink_to("/proc/self/fd")
    for path in Path("/").iterdir():
        if path.is_symlink():
            _in_base(path).symlink_to(path.readlink())


def _hold(path: Path, stack: contextlib.ExitStack) -> int:
    """A descriptor keeps its file in reach while the places above it are mounted over."""
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    stack.callback(os.close, descriptor)
    return descriptor


def _bind(path: Path, source: int) -> None:
    target = _in_base(path)
    if os.path.lexists(target):  # it lies in a tree that is bound already
        return
    if stat.S_ISDIR(os.fstat(source).st_mode):
        _folder(path)
    else:
        _folder(path.parent)
        target.touch()
    kernel.mount(f"/proc/self/fd/{source}", str(target), None, kernel.MS_BIND | kernel.MS_REC)


def _cover(covered: Sequence[Path]) -> None:
    """Lay something empty and closed over each denied path."""
    folder, file = _BASE / ".nothing", _BASE / ".empty"
    folder.mkdir(mode=0)
    file.touch(mode=0)
    for target in map(_in_base, covered):
        if target.exists():
            cover = folder if target.is_dir() else file
            kernel.mount(str(cover), str(target), None, kernel.MS_BIND)


def _processes() -> None:
    """A list of the processes of this PID namespace, where it is one of our own; else there is no list."""
    target = _folder(Path("/proc"))
    if os.getpid() == _FIRST:
        with contextlib.suppress(OSError):  # refused where parts of the outer /proc are hidden
            kernel.mount("proc", str(target), "proc", _OWN | kernel.MS_NOEXEC)


def _in_base(path: Path) -> Path:
    return Path(f"{_BASE}{path}")


def _folder(path: Path) -> Path:
    """Make a place to mount on; what leads to it is open to every user."""
    target = _in_base(path)
    target.mkdir(mode=0o755, parents=True, exist_ok=True)
    return target
