"""Takes everything from a process that a stranger's code must not have, step by step."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import stat
import struct
import sys
from collections.abc import Sequence

from grader.worker.isolation import identity, kernel, landlock, limits, places, seccomp, view
from grader.worker.isolation.errors import IsolationError
from grader.worker.isolation.grounds import APART, grounds, has_quota
from grader.worker.isolation.policy import Means, Policy

_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1
_SIGNALS_SCOPED = 6  # Landlock's version
_OF_ALL_PROCESSES = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat")


def confine(policy: Policy) -> Means:
    """Confine this process, which has one thread, and whatever it starts, for good; tells by which means.

    Every step is tried; what the kernel refuses is noted, and weighed at the end. Raises IsolationError where
    files, network, other processes or privileges would stay in reach: then this process is to end, for it
    may be confined in part.
    """
    if sys.platform != "linux":
        raise IsolationError(f"{sys.platform} cannot confine a process of a stranger.")
    try:
        return _Confinement(policy).done()
    except OSError as error:
        raise IsolationError(f"Confining a process broke down: {_reason(error)}.") from error


class _Confinement:
    """One process on its way; `held` and `missing` become its Means."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._held: dict[str, str] = {}
        self._missing: dict[str, str] = {}
        self._scratch = str(policy.scratch)
        if policy.readable is None:
            self._readable = places.readable()
        else:
            self._readable = tuple(path for path in policy.readable if path.exists())
        self._denied = places.with_compiled(tuple(policy.denied))
        self._shown: Sequence[tuple[str, bool]] = ()
        self._root = os.getuid() == 0
        self._others = limits.tasks_of_user()

    def done(self) -> Means:
        _refuse_open_folders()
        os.umask(0o022)  # what is made for the run is for its user to read
        limits.be_first_to_go()
        self._note_grounds()
        self._separate()
        self._connect()
        self._hide()
        self._change_user()
        limits.impose(self._policy.limits, others=self._others)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        self._lock_files()
        self._filter_calls()
        means = Means(self._held, self._missing)
        if not means.suffices:
            reasons = "; ".join(f"{name}: {why}" for name, why in self._missing.items())
            raise IsolationError(f"This machine cannot confine a process of a stranger ({reasons}).")
        self._prove_readable()
        return means

    def _note_grounds(self) -> None:
        if os.getpid() == 1:
            self._held["PID namespace"] = ""
        else:
            self._missing["PID namespace"] = "the kernel refused it, or the run was not forked into one"
        if has_quota(self._scratch):
            self._held["disk quota"] = ""
        else:
            self._missing["disk quota"] = "only single files are limited, since the worker may not mount"

    def _separate(self) -> None:
        """Namespaces; a settled worker has given us all but our own mounts."""
        names = ("mount namespace", "network namespace", "IPC namespace")
        wanted = APART
        if grounds.settled:
            # Sockets without a file belong to a network: runs that share one could talk, but for Landlock.
            shared = not self._policy.network and landlock.has_scopes()
            wanted = kernel.CLONE_NEWNS | (0 if shared else kernel.CLONE_NEWNET)
        elif not self._root:
            wanted |= kernel.CLONE_NEWUSER
        uid, gid = os.getuid(), os.getgid()
        try:
            kernel.unshare(wanted)
            if wanted & kernel.CLONE_NEWUSER:
                identity.map_myself(uid, gid)
                self._others = 0  # a user namespace counts its own
        except OSError as error:
            self._missing |= dict.fromkeys(names, _reason(error))
            if not self._root:
                self._missing["user namespace"] = _reason(error)
            return
        self._held |= dict.fromkeys(names, "")
        if not self._root:
            self._held["user namespace"] = ""

    def _connect(self) -> None:
        """A loopback of our own, if wanted."""
        if not self._policy.network:
            return
        if "network namespace" not in self._held:
            why = self._missing["network namespace"]
            raise IsolationError(f"This run needs a network of its own, and there is none: {why}.")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
            fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))

    def _hide(self) -> None:
        if "mount namespace" not in self._held:
            return
        try:
            self._shown = view.enter(self._scratch, self._readable, self._denied, self._policy.shared_memory)
        except OSError as error:
            del self._held["mount namespace"]
            self._missing["mount namespace"] = _reason(error)

    def _change_user(self) -> None:
        self._missing["uid"] = "only root can change it"
        if self._root:
            uid = grounds.uid or identity.spare_uid()
            try:
                identity.hand_over(self._scratch, uid)
                identity.become(uid)
            except OSError as error:  # a root without its rights, as in a container
                self._missing["uid"] = _reason(error)
            else:
                del self._missing["uid"]
                self._held["uid"], self._others = str(uid), 0
        kernel.drop_capabilities()
        # Changing the user takes it back, so only now: who watches a run does not leave it behind.
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)

    def _lock_files(self) -> None:
        network = self._policy.network
        try:
            if "mount namespace" in self._held:
                readable = [name for name, whole in self._shown if whole]
                seen = [name for name, whole in self._shown if not whole]
                own = [*view.PRIVATE, self._scratch]
                version = landlock.restrict(readable, [], seen, own, network=network)
            else:
                readable = [*map(str, self._readable), *_OF_ALL_PROCESSES, os.path.realpath("/proc/self")]
                version = landlock.restrict(
                    readable, self._denied, places.listable(), [self._scratch], network=network
                )
        except OSError as error:
            self._missing["Landlock"] = _reason(error)
        else:
            self._held["Landlock"] = str(version)

    def _filter_calls(self) -> None:
        alone = {"uid", "PID namespace"} & set(self._held)
        scoped = int(self._held.get("Landlock", 0)) >= _SIGNALS_SCOPED
        try:
            seccomp.restrict(
                network=self._policy.network,
                foreign_files="mount namespace" not in self._held,
                foreign_processes=not (alone or scoped),
            )
        except OSError as error:
            self._missing["seccomp"] = _reason(error)
        else:
            self._held["seccomp"] = ""

    def _prove_readable(self) -> None:
        """A run that cannot import would fail everybody; better it fails nobody."""
        for prefix in {sys.prefix, sys.base_prefix}:
            if not os.access(f"{prefix}/lib", os.R_OK | os.X_OK):
                raise IsolationError(
                    f"A run has a user of its own, who may not read {prefix}.",
                    remedy=f"Let others read it: chmod -R o+rX {prefix}",
                )


def _refuse_open_folders() -> None:
    """An open folder outside would lead past every view, and past Landlock to whatever it holds open."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 (a run starts faster without)
        with contextlib.suppress(OSError):  # the listing's own
            if stat.S_ISDIR(os.fstat(int(name)).st_mode):
                raise IsolationError(
                    f"A folder is open (descriptor {name}) in a process that is to be confined.",
                    remedy="This is a defect of the grader: the run's process must close what it inherits.",
                )


def _reason(error: OSError) -> str:
    return f"{error.strerror} ({error.filename})" if error.filename else str(error.strerror)
