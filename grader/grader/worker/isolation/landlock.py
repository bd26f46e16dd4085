"""Files, TCP and signals denied by Landlock, on each of its versions (Linux 5.13 and later).

Source: https://docs.kernel.org/userspace-api/landlock.html. Landlock only allows, so what is denied inside an
allowed tree is denied by allowing its neighbours one by one.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Collection, Iterable

from grader.worker.isolation import kernel, places

StrPath = str | os.PathLike[str]

_CREATE, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL_DEV = 1 << 14, 1 << 15
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
# Rights that a version knows: of files (13 in the first; refer, truncate and ioctl came later), of TCP
# (bind, connect), and the scopes (abstract Unix sockets, signals).
_FILE_BITS = ((5, 16), (3, 15), (2, 14), (1, 13))
_TCP, _SCOPES = (4, 0b11), (6, 0b11)


def version() -> int:
    """The kernel's version of Landlock; raises OSError where it has none or has it switched off."""
    return kernel.call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))


def has_scopes() -> bool:
    """Whether it keeps a process from the abstract Unix sockets of others."""
    try:
        return version() >= _SCOPES[0]
    except OSError:
        return False


def restrict(
    readable: Iterable[StrPath],
    denied: Collection[str],
    listable: Iterable[StrPath],
    writable: Iterable[StrPath],
    *,
    network: bool,
) -> int:
    """Confine this process for good, and return Landlock's version. Needs no_new_privs.

    `denied` are real paths. Of `listable` folders the names are seen, not the contents.
    """
    known = version()
    handled = (1 << next(bits for at, bits in _FILE_BITS if known >= at)) - 1
    rules = _create(known, handled, network=network)
    try:
        for path in readable:
            # A rule follows links by itself.
            for one, whole in places.without(os.path.realpath(path) if denied else os.fspath(path), denied):
                # Names may be seen where contents may not: else the neighbours could not be imported.
                rights = _EXECUTE | _READ_FILE | _READ_DIR if whole else _READ_DIR
                _allow(rules, one, rights & handled)
        for path in listable:
            _allow(rules, path, _READ_DIR)
        for device in places.DEVICES:
            _allow(rules, device, (_READ_FILE | _WRITE_FILE | _TRUNCATE) & handled)
        for path in writable:
            _allow(rules, path, handled)
        kernel.call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    finally:
        os.close(rules)
    return known


def _create(known: int, handled: int, *, network: bool) -> int:
    attributes = struct.pack("Q", handled)
    if known >= _TCP[0]:
        attributes += struct.pack("Q", 0 if network else _TCP[1])
    if known >= _SCOPES[0]:
        attributes += struct.pack("Q", _SCOPES[1])
    return kernel.call(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))


def _allow(rules: int, path: StrPath, rights: int) -> None:
    try:
        target = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not there: nothing to allow
        return
    try:
        if not stat.S_ISDIR(os.fstat(target).st_mode):
            rights &= _OF_FILES
        if rights:
            rule = struct.pack("=Qi", rights, target)
            kernel.call(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(target)
