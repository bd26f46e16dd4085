"""The Linux calls that Python has no name for (until 3.12 or at all). Each raises OSError."""

from __future__ import annotations

import ctypes
import os
import platform
import sys

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND = 1, 2, 4, 8, 4096
MS_REC, MS_PRIVATE, MS_SLAVE = 0x4000, 1 << 18, 1 << 19
MNT_DETACH = 2
ATTR_RDONLY, ATTR_NOSUID = 1, 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38

_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_CAPSET = {"x86_64": 126, "aarch64": 91}
_MOUNT_SETATTR = 442  # one number everywhere

_NAMES = ("syscall", "prctl", "unshare", "setns", "mount", "umount2")
# Looked up once: each look-up touches memory that a fork would have to copy. Elsewhere there is none of them.
_libc = ctypes.CDLL(None, use_errno=True)
_calls = {name: _libc[name] for name in _NAMES if sys.platform == "linux"}


def machine() -> str:
    """The processor's name in the kernel's words: x86_64, aarch64."""
    return platform.machine()


def call(number: int, *arguments: object) -> int:
    """A system call by number."""
    return _checked(_calls["syscall"](ctypes.c_long(number), *arguments))


def prctl(option: int, *arguments: int) -> None:
    """See prctl(2)."""
    padded = [*arguments, 0, 0, 0, 0][:4]
    _checked(_calls["prctl"](option, *map(ctypes.c_ulong, padded)))


def unshare(flags: int) -> None:
    """See unshare(2)."""
    _checked(_calls["unshare"](ctypes.c_int(flags)))


def setns(descriptor: int, kind: int) -> None:
    """See setns(2)."""
    _checked(_calls["setns"](descriptor, ctypes.c_int(kind)))


def mount(source: str | None, target: str, kind: str | None, flags: int, options: str | None = None) -> None:
    """See mount(2)."""
    encoded = [None if text is None else os.fsencode(text) for text in (source, target, kind, options)]
    result = _calls["mount"](encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _checked(result, target)


def umount(target: str) -> None:
    """Take a mount out of sight; what still uses it keeps it."""
    _checked(_calls["umount2"](os.fsencode(target), MNT_DETACH), target)


def set_attributes(target: str, *, on: int = 0, off: int = 0, below: bool = False) -> None:
    """See mount_setattr(2), Linux 5.12; `below` includes every mount below."""
    attributes = (ctypes.c_uint64 * 4)(on, off, 0, 0)
    call(
        _MOUNT_SETATTR,
        ctypes.c_int(_AT_FDCWD),
        os.fsencode(target),
        ctypes.c_uint(_AT_RECURSIVE if below else 0),
        ctypes.byref(attributes),
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )


def drop_capabilities() -> None:
    """Give up every capability of this process (capset(2), version 3)."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    number = _CAPSET.get(machine(), -1)  # a call that no kernel has
    call(number, ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)()))


def tell(file: str, text: str) -> None:
    """Write to one of the kernel's files."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode("ascii"))
    finally:
        os.close(descriptor)


def _checked(result: int, name: str | None = None) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), name)
    return result
