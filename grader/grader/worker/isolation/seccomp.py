"""Which system calls a confined process may make, and with which arguments."""

from __future__ import annotations

import ctypes
import functools
import os
import socket
from collections.abc import Mapping

from grader.worker.isolation import bpf, kernel
from grader.worker.isolation.bpf import Instruction

_NEW_NAMESPACES = 0x7E020000
_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_SETLEASE, _F_NOTIFY = 8, 10, 15, 1024, 1026
_TYPE_MASK = 0xF  # the rest of a socket's type are flags
_FILTER_MODE = 2

_REFUSED = (
    # other processes
    *("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "pidfd_send_signal"),
    *("process_madvise", "process_mrelease", "move_pages", "migrate_pages", "ioprio_set"),
    # the machine
    *("acct", "adjtimex", "clock_adjtime", "clock_settime", "delete_module", "finit_module", "init_module"),
    *("ioperm", "iopl", "kexec_file_load", "kexec_load", "lookup_dcookie", "modify_ldt", "quotactl"),
    *("quotactl_fd", "reboot", "setdomainname", "sethostname", "settimeofday", "swapoff", "swapon"),
    *("syslog", "vhangup"),
    # files past their paths, and what is mounted
    *("chroot", "fanotify_init", "fanotify_mark", "fsconfig", "fsmount", "fsopen", "fspick", "mount"),
    *("mount_setattr", "move_mount", "name_to_handle_at", "open_by_handle_at", "open_tree", "open_tree_attr"),
    *("pivot_root", "umount2"),
    # much used against kernels, and of no use here
    *("add_key", "bpf", "io_uring_enter", "io_uring_register", "io_uring_setup", "keyctl", "mbind"),
    *("perf_event_open", "personality", "request_key", "set_mempolicy", "setns", "unshare", "userfaultfd"),
)
_UNKNOWN = (
    "clone3",  # its flags lie in memory, where a filter cannot look; libraries fall back to clone
    # memory that no limit of a process counts
    *("memfd_create", "memfd_secret", "mq_open", "msgget", "semget", "shmget"),
)
_OF_ONESELF = ("prlimit64", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler")
_TIMES_AND_MODES = (
    *("chmod", "chown", "fchmodat", "fchmodat2", "fchownat", "futimesat", "lchown", "utime", "utimes"),
)
_ATTRIBUTES = (
    *("file_setattr", "lremovexattr", "lsetxattr", "removexattr", "removexattrat", "setxattr", "setxattrat"),
)


def restrict(*, network: bool, foreign_files: bool, foreign_processes: bool) -> None:
    """Filter this process's calls for good. Needs no_new_privs; raises OSError where there is no such filter.

    `foreign_files`: files of others can be reached, if only Landlock guards them: their sockets, modes and
    times are then guarded here. `foreign_processes`: processes of others could be sent signals, so none can.
    """
    alone = os.getpid() if foreign_processes else None
    load(_filter(network=network, foreign_files=foreign_files, alone=alone))


def usual() -> bytes:
    """The filter of most runs; whoever forks asks for it first, so that it is made once.

    Raises OSError where there is no such filter.
    """
    return _filter(network=False, foreign_files=False, alone=None)


@functools.cache
def _filter(*, network: bool, foreign_files: bool, alone: int | None) -> bytes:
    """`alone`: the only process that signals may be sent to, besides its group; None where all may."""
    blocks = _blocks(network=network)
    if foreign_files:
        blocks |= _no_foreign_files()
    if alone is not None:
        blocks |= _no_foreign_processes(alone)
    return _program(blocks)


def without_programs() -> bytes:
    """A filter for a process that starts no program and speaks to no other process but through what it holds.

    Raises OSError where there is no such filter.
    """
    refused = ("execve", "execveat", "kill", "tgkill", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo")
    blocks = _blocks(network=False) | _no_foreign_files()
    return _program(blocks | {name: bpf.always(bpf.REFUSE) for name in refused})


def _program(blocks: Mapping[str, list[Instruction]]) -> bytes:
    try:
        return bpf.program(kernel.machine(), blocks)
    except KeyError as error:
        raise OSError(38, f"there is no filter for {kernel.machine()}") from error


def _blocks(*, network: bool) -> dict[str, list[Instruction]]:
    families = [socket.AF_UNIX, *([socket.AF_INET, socket.AF_INET6] if network else [])]
    return {
        **{name: bpf.always(bpf.REFUSE) for name in _REFUSED},
        **{name: bpf.always(bpf.UNKNOWN) for name in _UNKNOWN},
        **{name: bpf.only_if(0, [0]) for name in _OF_ONESELF},
        "setpriority": bpf.both(bpf.not_if_any(0, 0xFFFFFFFF), bpf.only_if(1, [0])),
        "clone": bpf.not_if_any(0, _NEW_NAMESPACES),
        "socket": bpf.only_if(0, families),
        "socketpair": bpf.only_if(0, [socket.AF_UNIX]),
        "prctl": bpf.not_if(0, [kernel.PR_SET_PDEATHSIG]),
        "ioctl": bpf.not_if(1, [_TIOCSTI, _TIOCLINUX, _FIOSETOWN, _SIOCSPGRP]),
        "fcntl": bpf.not_if(1, [_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_SETLEASE, _F_NOTIFY]),
    }


def _no_foreign_files() -> dict[str, list[Instruction]]:
    """A datagram needs no `connect`, so its sockets go too. Modes and times seem to change, for those who
    copy files."""
    unix_streams = bpf.both(bpf.not_if(1, [socket.SOCK_DGRAM], _TYPE_MASK), bpf.only_if(0, [socket.AF_UNIX]))
    return {
        "connect": bpf.always(bpf.REFUSE),
        "truncate": bpf.always(bpf.REFUSE),  # the first two versions of Landlock do not know it
        "socket": unix_streams,
        "socketpair": unix_streams,
        "utimensat": bpf.only_if_null(1, bpf.PRETEND),
        **{name: bpf.always(bpf.PRETEND) for name in _TIMES_AND_MODES},
        **{name: bpf.always(bpf.REFUSE) for name in _ATTRIBUTES},
    }


def _no_foreign_processes(me: int) -> dict[str, list[Instruction]]:
    return {
        "kill": bpf.only_if(0, [0, me]),
        "tgkill": bpf.only_if(0, [me]),
        **{name: bpf.always(bpf.REFUSE) for name in ("rt_sigqueueinfo", "rt_tgsigqueueinfo", "tkill")},
    }


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def load(code: bytes) -> None:
    """Install a filter, on top of those that are there."""
    program = _Program(len(code) // 8, code)
    kernel.prctl(kernel.PR_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(program))
