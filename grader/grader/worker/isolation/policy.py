"""What a confined process may do, and what confining it achieved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.worker.records import Limits

# The order is the one in which `describe` names them.
MEANS = (
    "uid",
    "user namespace",
    "PID namespace",
    "mount namespace",
    "network namespace",
    "IPC namespace",
    "Landlock",
    "seccomp",
    "disk quota",
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the process may do: write below `scratch`, read `readable` but not `denied`, use `limits`.

    `scratch` exists and belongs to this run alone. `readable` holds files and folders, execution included;
    None stands for `places.readable()`: what a notebook of the course needs. `denied` lies inside `readable`
    trees; a denied Python module's compiled form is denied with it. With `network` the process has a loopback
    of its own, which reaches nobody else. `shared_memory` bytes may lie in /tmp and in /dev/shm each.
    """

    scratch: Path
    limits: Limits = field(default_factory=Limits)
    readable: Sequence[Path] | None = None
    denied: Sequence[Path] = ()
    network: bool = False
    shared_memory: int = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Means:
    """By what a process is confined: `held` maps a name of MEANS to a detail such as a Landlock version,
    `missing` maps the others to the reason."""

    held: Mapping[str, str]
    missing: Mapping[str, str]

    @property
    def suffices(self) -> bool:
        """Whether files, network, other processes and privileges are out of the process's reach."""
        return "seccomp" in self.held and bool({"mount namespace", "Landlock"} & set(self.held))

    def __str__(self) -> str:
        held = [f"{name} {self.held[name]}".strip() for name in MEANS if name in self.held]
        return ", ".join(held) or "nothing"
