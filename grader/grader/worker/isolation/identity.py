"""Who a confined process is: a user that nobody else is, without capabilities."""

from __future__ import annotations

import functools
import os
from pathlib import Path

from grader.worker.isolation import kernel

# Above every range that distributions hand out (systemd's documentation, "Users, Groups, UIDs and GIDs").
_FIRST_UID = 0x70000000
# For containers that map 65,536 users only; the range of no other service there.
_FIRST_SMALL_UID, _SMALL_UIDS = 62_000, 3_000


def spare_uid() -> int:
    """A user id that no account has and no other worker takes: it is made of this process's own id."""
    first, size = _mapped()
    uid = _FIRST_UID + os.getpid()
    return uid if first <= uid < first + size else _FIRST_SMALL_UID + os.getpid() % _SMALL_UIDS


@functools.cache  # a root that asks stays in its user namespace
def _mapped() -> tuple[int, int]:
    line = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()[0].split()
    return int(line[0]), int(line[2])


def map_myself(uid: int, gid: int) -> None:
    """In a new user namespace: be who one was, and nobody else."""
    kernel.tell("/proc/self/setgroups", "deny")
    kernel.tell("/proc/self/uid_map", f"{uid} {uid} 1")
    kernel.tell("/proc/self/gid_map", f"{gid} {gid} 1")


def hand_over(folder: str, uid: int) -> None:
    """Make the run's folder, which holds only what we copied there, the new user's."""
    os.chown(folder, uid, uid)
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            hand_over(entry.path, uid)
        else:
            os.chown(entry.path, uid, uid, follow_symlinks=False)


def become(uid: int) -> None:
    """From root to this user, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    # Changing the user makes a process's own /proc entries root's; its children would not read theirs.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
