"""The process of a learner's code: it runs cells and answers questions until the judge hangs up."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

from grader.vocabulary.failure import Failure
from grader.vocabulary.foreign import fields_of
from grader.worker import confinement, isolation
from grader.worker.records import CellError, CellRun, Limits, Outcome, to_data
from grader.worker.shell import Outputs, Shell, Stream, message_of
from grader.worker.student import absent
from grader.worker.student.objects import Objects
from grader.worker.wire import HungUp, Wire


def live(
    shell: Shell,
    connection: int,
    door: int,
    policy: isolation.Policy,
    parts: Sequence[str],
    *,
    isolated: bool,
) -> NoReturn:
    """Hold no descriptor of the nursery's but those of the line to the judge and of the door, move to the
    scratch folder, obey the policy, or its limits only where not `isolated`, lose the parts of the app that
    are asked for, and serve; ends this process."""
    wire = Wire(socket.socket(fileno=connection))
    try:
        confinement.apart([connection, door])
        captured = confinement.move(policy.scratch)
        if isolated:
            isolation.confine(policy)
        else:
            isolation.limit(policy.limits)
        sys.path.insert(0, "")
        absent.remove(parts)
        student = Student(shell, wire, captured, policy.limits)
        wire.send(["ready", door])
        student.serve()
    except Exception:  # ours: whatever a learner's code raises is an answer
        wire.send(["broken", traceback.format_exc()[-4000:]])
    finally:
        os._exit(0)  # nothing may return into the nursery's code


class Student:
    """Answers `["run", code]`, `["ask", operation, args, kwargs]` and `["outputs"]`.

    Whether there are outputs ends each answer to the second.
    """

    def __init__(self, shell: Shell, wire: Wire, captured: int, limits: Limits) -> None:
        self._wire, self._captured, self._limits = wire, captured, limits
        self._outputs = Outputs(limits.output)
        self._objects = Objects(shell.user_ns)
        self._run_cell: Any = shell.run_cell  # held now: a learner's code may put another one in its place
        shell.connect(self._outputs)
        sys.stdout = Stream("stdout", self._outputs, 1)
        sys.stderr = Stream("stderr", self._outputs, 2)

    def serve(self) -> None:
        """Until the judge hangs up."""
        while True:
            try:
                question = self._wire.receive()
            except HungUp:
                return
            answer = self._answer(question)
            try:
                self._wire.send(answer)
            except ValueError as error:  # too long
                self._wire.send(["error", fields_of(error), None, [], [], True])

    def _answer(self, question: Any) -> Any:
        match question:
            case ["run", code]:
                return ["cell", to_data(self._run(code))]
            case ["ask", operation, args, kwargs]:
                return self._ask(operation, args, kwargs)
        return ["outputs", self._shown()]

    def _ask(self, operation: str, args: Any, kwargs: Any) -> Any:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            return [*self._objects.answer(operation, args, kwargs), self._has_output()]
        except KeyboardInterrupt as interrupt:  # it came while the answer was packed
            return ["error", fields_of(interrupt), None, [], [], True]
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _run(self, code: str) -> CellRun:
        started = time.perf_counter()
        outcome: Outcome = "ok"
        error: CellError | None = None
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            result: Any = self._run_cell(code, store_history=True)
            raised = result.error_before_exec or result.error_in_exec
        except KeyboardInterrupt as interrupt:  # it came while IPython was at work, not the cell
            raised = interrupt
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        seconds = time.perf_counter() - started
        shown = self._shown()
        if raised is not None:
            outcome = "error"
            tracebacks = [output["traceback"] for output in shown if output["output_type"] == "error"]
            error = _told(raised, tracebacks[-1] if tracebacks else [])
        return CellRun(0, outcome, tuple(shown), error, round(seconds, 4))

    def _has_output(self) -> bool:
        return not self._outputs.is_empty or os.fstat(self._captured).st_size > 0

    def _shown(self) -> list[dict[str, Any]]:
        self._outputs.text("stderr", _take_captured(self._captured, self._limits.output))
        return self._outputs.take()


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
