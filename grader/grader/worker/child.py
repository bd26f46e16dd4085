"""The forked process of one run: it takes on its limits, then runs cell after cell and tells what happened.

Isolation by the kernel's means and a judge outside this process belong into `_confine` and `_one`.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from grader.vocabulary.failure import Failure
from grader.worker.absent import Absent
from grader.worker.records import CellError, CellRun, Limits, Outcome, Source, to_data
from grader.worker.shell import Outputs, Shell, Stream, message_of

_PR_SET_PDEATHSIG = 1
_KEPT = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "COURSE_ROOT",
    "SYSTEMROOT",
    "VIRTUAL_ENV",
    "HYPOTHESIS_SEED",
)


def live(
    shell: Shell, sources: Sequence[Source], scratch: Path, limits: Limits, absent: Sequence[str], pipe: int
) -> NoReturn:
    """Run the cells and end this process. Lines on `pipe`: {"begin": index}, {"cell": …}, {"done": true}."""
    code = 1
    try:
        captured = _confine(scratch, limits, pipe)
        _run(shell, sources, limits, absent, pipe, captured)
        code = 0
    except BaseException:  # nothing may return into the warm process's code
        with contextlib.suppress(Exception):
            os.write(pipe, json.dumps({"broken": traceback.format_exc()[-4000:]}).encode() + b"\n")
    finally:
        os._exit(code)


def _confine(scratch: Path, limits: Limits, pipe: int) -> int:
    """Leave everything of the warm process behind; returns the descriptor of the file that is now stdout."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(_environment(os.environ, scratch))
    for name in set(os.environ) - set(_environment(os.environ, scratch)):
        del os.environ[name]
    os.chdir(scratch)
    tempfile.tempdir = None
    sys.path.insert(0, "")
    captured = _descriptors(pipe)
    _limit(limits)
    return captured


def _environment(given: Mapping[str, str], scratch: Path) -> dict[str, str]:
    """Nothing of the user's environment that a program does not need: no token, no key."""
    kept = {name: given[name] for name in _KEPT if name in given}
    return kept | {
        "HOME": str(scratch),
        "TMPDIR": str(scratch / ".tmp"),
        "MPLCONFIGDIR": str(scratch / ".tmp"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _descriptors(pipe: int) -> int:
    """Close every descriptor but the pipe; 0 reads nothing, 1 and 2 write to an unnamed file."""
    with tempfile.TemporaryFile() as file:
        captured = os.dup(file.fileno())
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(captured, 1)
    os.dup2(captured, 2)
    for low, high in _gaps(sorted({pipe, captured}), resource.getrlimit(resource.RLIMIT_NOFILE)[0]):
        os.closerange(low, high)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (lives as long as the process)
    return captured


def _gaps(kept: Sequence[int], end: int) -> list[tuple[int, int]]:
    starts = [3, *(number + 1 for number in kept)]
    return [(low, high) for low, high in zip(starts, [*kept, min(end, 65536)], strict=True) if low < high]


def _limit(limits: Limits) -> None:
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_NPROC: limits.processes + _tasks_of_user(),
    }
    if sys.platform == "linux":  # elsewhere the address space says little about memory
        wanted[resource.RLIMIT_AS] = limits.memory
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        highest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (highest, highest))


def _tasks_of_user() -> int:
    """RLIMIT_NPROC counts all threads of the user, so what runs already must be added to the allowance."""
    count, me = 0, os.getuid()
    if me == 0:  # the limit does not bind root
        return 0
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                with contextlib.suppress(OSError):
                    if entry.stat().st_uid == me:
                        count += len(list(Path(entry.path, "task").iterdir()))
    return count or 2048


def _run(
    shell: Shell, sources: Sequence[Source], limits: Limits, absent: Sequence[str], pipe: int, captured: int
) -> None:
    outputs, hidden = Outputs(limits.output), Absent()
    shell.connect(outputs)
    sys.stdout, sys.stderr = Stream("stdout", outputs, 1), Stream("stderr", outputs, 2)
    for source in sources:
        hidden.hide(absent if source.absent is None else source.absent)
        _tell(pipe, {"begin": source.index})
        cell = _one(shell, source, outputs, captured, limits)
        _tell(pipe, {"cell": to_data(cell)})
    _tell(pipe, {"done": True})


def _one(shell: Shell, source: Source, outputs: Outputs, captured: int, limits: Limits) -> CellRun:
    started = time.perf_counter()
    outcome: Outcome = "ok"
    error: CellError | None = None
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        result: Any = shell.run_cell(source.code, store_history=True)  # type: ignore[no-untyped-call]
        raised = result.error_before_exec or result.error_in_exec
    except KeyboardInterrupt as interrupt:  # it came while IPython was at work, not the cell
        raised = interrupt
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    seconds = time.perf_counter() - started
    outputs.text("stderr", _take_captured(captured, limits.output))
    shown = outputs.take()
    if raised is not None:
        outcome = "error"
        tracebacks = [output["traceback"] for output in shown if output["output_type"] == "error"]
        error = _told(raised, tracebacks[-1] if tracebacks else [])
    return CellRun(source.index, outcome, tuple(shown), error, round(seconds, 4))


def _told(raised: BaseException, lines: list[str]) -> CellError:
    failure = raised.fields() if isinstance(raised, Failure) else None
    return CellError(
        name=type(raised).__name__,
        message=_message(raised),
        traceback=[str(line) for line in lines],
        failure=None if failure is None else {**failure},
    )


def _message(raised: BaseException) -> str:
    if isinstance(raised, SyntaxError) and raised.lineno is not None:
        where = f"line {raised.lineno}" + (f": {raised.text.strip()}" if raised.text else "")
        return f"{raised.msg} ({where})"
    return message_of(raised)


def _take_captured(captured: int, longest: int) -> str:
    """What programs and libraries wrote past Python's streams since the last cell."""
    size = os.fstat(captured).st_size
    if size == 0:
        return ""
    text = os.pread(captured, longest, 0).decode("utf-8", "replace")
    os.ftruncate(captured, 0)
    os.lseek(captured, 0, os.SEEK_SET)
    return text


def _tell(pipe: int, message: dict[str, Any]) -> None:
    data = json.dumps(message, default=str).encode() + b"\n"
    while data:
        data = data[os.write(pipe, data) :]
