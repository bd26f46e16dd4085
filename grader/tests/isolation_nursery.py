"""Runs code in confined forks for the tests of isolation: a process that tests talk to in lines of JSON.

It is one of five kinds of worker: `root`; `user`, without any right; `contained`, a user whom the machine
allows no namespaces (as in a container), so that Landlock and seccomp are all there is; `old`, the same with
the first version of Landlock; `unlocked`, a user on a kernel without Landlock.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.worker.isolation import Policy, bpf, confine, fork, kernel, landlock, places, scratch, settle
from grader.worker.records import Limits

USER = 1000
_KINDS = ("root", "user", "contained", "old", "unlocked")
KINDS = _KINDS if os.getuid() == 0 else _KINDS[1:]
_PATIENCE = 30.0
_STAYS = "import time\nprint('.', flush=True)\ntime.sleep(60)"


@dataclass(frozen=True)
class Ended:
    """What became of a run: what it printed, the error that ended it ("" when none did), by which means it
    was confined, whether all it had started had ended a moment after it."""

    printed: str
    error: str
    held: dict[str, str]
    missing: dict[str, str]
    seconds: float
    alone: bool
    status: int


class Nursery:
    """A worker of one kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._process = subprocess.Popen(
            [sys.executable, __file__, kind], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def run(self, code: str, **options: Any) -> Ended:
        """Run the code; `limits`, `denied`, `network`, `quota` as in Policy and `scratch`, `readable` on top.

        With `confined=False` it runs free, to show that confinement makes the difference. `beside`: code that
        another confined fork has run, which then stays until the end, and of which `alone` tells whether it
        lived on.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"code": code, **options}) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()


@contextlib.contextmanager
def nursery_of(kind: str) -> Iterator[Nursery]:
    nursery = Nursery(kind)
    try:
        yield nursery
    finally:
        nursery.close()


def _become_kind(kind: str) -> None:
    if kind != "root" and os.getuid() == 0:
        _open_interpreter()
        os.setgroups([])
        os.setresgid(USER, USER, USER)
        os.setresuid(USER, USER, USER)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    if kind in ("contained", "old"):
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        from grader.worker.isolation import seccomp

        refused = {name: bpf.always(bpf.REFUSE) for name in ("unshare", "setns", "mount", "umount2")}
        seccomp.load(bpf.program(kernel.machine(), refused))
    if kind == "old":
        landlock.version = lambda: 1
    if kind == "unlocked":
        landlock.version = landlock.restrict = _no_landlock
    settle()


def _no_landlock(*_: object, **__: object) -> int:
    raise OSError(38, "Function not implemented")


def _open_interpreter() -> None:
    """Root's Python may lie in a home that is closed to others: show it alone, in a namespace of our own."""
    prefix = Path(sys.base_prefix)
    closed = [path for path in reversed(prefix.parents) if not path.stat().st_mode & 0o001]
    if closed:
        kernel.unshare(kernel.CLONE_NEWNS)
        kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        held = os.open(prefix, os.O_PATH)
        kernel.mount("tmpfs", str(closed[0]), "tmpfs", 0, "mode=755")
        prefix.mkdir(parents=True)
        kernel.mount(f"/proc/self/fd/{held}", str(prefix), None, kernel.MS_BIND | kernel.MS_REC)
        os.close(held)


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    with scratch(request.get("quota", 64 * 2**20)) as folder, contextlib.ExitStack() as stack:
        beside = None
        if "beside" in request:
            other = stack.enter_context(scratch(2**20))
            beside = _started({"code": f"{request['beside']}\n{_STAYS}"}, other)
            request["code"] = f"BESIDE = {beside[0]}\n{request['code']}"
            os.read(beside[1], 1)  # it is there, or has ended
        ended = _ended(*_started(request, folder), time.monotonic() + request.get("patience", _PATIENCE))
        if beside is not None:
            ended["alone"] = os.waitpid(beside[0], os.WNOHANG) == (0, 0)
            _ended(*beside, time.monotonic())
        return ended


def _started(request: dict[str, Any], folder: Path) -> tuple[int, int]:
    incoming, outgoing = os.pipe()
    pid = fork(_policy(request, folder).denied)
    if pid == 0:
        os.close(incoming)
        _live(request, folder, outgoing)
    os.close(outgoing)
    return pid, incoming


def _live(request: dict[str, Any], folder: Path, pipe: int) -> None:
    told: dict[str, Any] = {"error": "", "held": {}, "missing": {}, "seconds": 0.0}
    code = 0
    try:
        os.setsid()
        os.chdir(folder)
        tempfile.tempdir = None
        (folder / ".tmp").mkdir()
        os.environ.update(HOME=str(folder), TMPDIR=str(folder / ".tmp"), MPLCONFIGDIR=str(folder / ".tmp"))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(pipe, 1)
        os.closerange(3, 64)
        if request.get("confined", True):
            started = time.perf_counter()
            means = confine(_policy(request, folder))
            told |= {"held": means.held, "missing": means.missing, "seconds": time.perf_counter() - started}
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        exec(compile(request["code"], "cell", "exec"), {"__name__": "__main__"})  # noqa: S102
    except BaseException as error:
        told["error"] = f"{type(error).__name__}: {error}"
        if request.get("traceback"):
            traceback.print_exc()
        code = 1
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            os.write(1, b"\0" + json.dumps(told).encode())
        os._exit(code)


def _policy(request: dict[str, Any], folder: Path) -> Policy:
    return Policy(
        scratch=folder,
        limits=Limits(**request.get("limits", {})),
        readable=[*places.readable(), *map(Path, request.get("readable", []))],
        denied=[Path(name) for name in request.get("denied", [])],
        network=request.get("network", False),
    )


def _ended(pid: int, pipe: int, deadline: float) -> dict[str, Any]:
    """Wait for the process itself, end it when it takes too long, then see whether its pipe is let go of."""
    text, found = b"", 0
    while not found:
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        text += _read(pipe, 0.02) or b""
        found, status = os.waitpid(pid, os.WNOHANG)
    until = time.monotonic() + 3
    while (more := _read(pipe, 0.1)) != b"" and time.monotonic() < until:
        text += more or b""
    os.close(pipe)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    printed, _, told = text.partition(b"\0")
    fields = json.loads(told) if told else {"error": "ended", "held": {}, "missing": {}, "seconds": 0.0}
    ended = {"printed": printed.decode(), "alone": more == b"", "status": os.waitstatus_to_exitcode(status)}
    return fields | ended


def _read(pipe: int, seconds: float) -> bytes | None:
    """What was written, b"" when nobody can write any more, None when nobody did for this long."""
    if not select.select([pipe], [], [], seconds)[0]:
        return None
    data = os.read(pipe, 1 << 16)
    if not data:
        time.sleep(seconds / 4)
    return data


if __name__ == "__main__":
    _become_kind(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
