"""Confines the process of a run, by the kernel's means, before it runs a stranger's code.

    settle()                                 # once, at the start of a worker
    with scratch(256 * 2**20) as folder:     # for each run
        if fork() == 0:
            confine(Policy(scratch=folder))  # from here on, only what the policy allows
            ...

A judge, whose code is ours, is confined less and in less time by `enclose`.

`confine` alone suffices; the other three make it faster and add a quota on the disk and a PID namespace. It
raises IsolationError where a process could not be kept from files, network, other processes and privileges.
`available` and `describe` tell by which means it would do so here.

The namespaces are those that bubblewrap makes, made without it: that starts a program, which would have to
import everything anew, and a run is a fork of a process that has.
"""

from grader.worker.isolation.confine import confine
from grader.worker.isolation.enclosure import enclose, prepare
from grader.worker.isolation.errors import IsolationError
from grader.worker.isolation.grounds import fork, scratch, settle
from grader.worker.isolation.limits import limit
from grader.worker.isolation.means import available, describe
from grader.worker.isolation.policy import Means, Policy

__all__ = [
    "IsolationError",
    "Means",
    "Policy",
    "available",
    "confine",
    "describe",
    "enclose",
    "fork",
    "limit",
    "prepare",
    "scratch",
    "settle",
]
