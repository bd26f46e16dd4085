"""A function of the judge that a learner's code may call: both ends of the lines in between.

The judge is waiting for the student meanwhile, so a thread of its own answers on each line.
"""

from __future__ import annotations

import builtins
import contextlib
import queue
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grader.vocabulary.foreign import Lost
from grader.vocabulary.lend import Lender
from grader.web.door import take
from grader.worker.values import Packer, Unpacker
from grader.worker.wire import HungUp, Malformed, Wire

MOST_CALLS = 100_000
_PATIENCE = 0.5
"""Seconds in which a thread whose line was shut may come to its end."""
LONGEST_CALL = 4096
"""Bytes: what a stranger sends is kept by whoever counts it."""


@contextlib.contextmanager
def served(function: Callable[..., Any], lines: Sequence[socket.socket]) -> Iterator[None]:
    """Answer calls on these lines, each in a thread, and hang up at the end."""
    threads = [threading.Thread(target=_serve, args=(line, function), daemon=True) for line in lines]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(_PATIENCE)


def _serve(line: socket.socket, function: Callable[..., Any]) -> None:
    wire = Wire(line)
    with line, contextlib.suppress(Lost):
        for _ in range(MOST_CALLS):
            wire.send(_answer(function, wire.receive(LONGEST_CALL)))


def _answer(function: Callable[..., Any], question: Any) -> list[Any]:
    args = Unpacker(_nobody).unpack(question)
    if type(args) is not list:
        raise Malformed("no arguments")
    try:
        return ["value", Packer(_refuse).pack(function(*args))]
    except Exception as error:  # what it refuses, its caller is told
        return ["error", type(error).__name__, str(error)]


class Borrowed:
    """The function as the learner's code meets it; as many calls at once as there are lines."""

    def __init__(self, lines: Sequence[socket.socket]) -> None:
        self._free: queue.SimpleQueue[Wire] = queue.SimpleQueue()
        for line in lines:
            self._free.put(Wire(line))

    def __call__(self, *args: Any) -> Any:
        """Call it with plain data. Raises what it raises, RuntimeError for a class that is not Python's own
        and when the function was taken back, and TypeError for arguments that are no plain data."""
        question = Packer(_refuse).pack(list(args))
        wire = self._free.get()
        try:
            wire.send(question)
            answer = wire.receive()
        except HungUp:
            raise RuntimeError("this was lent for one call of yours, and taken back since") from None
        finally:
            self._free.put(wire)
        match answer:
            case ["error", name, message]:
                raise _known(name)(message)
        return Unpacker(_nobody).unpack(answer[1])


def borrowed(door: int, numbers: Sequence[int]) -> Borrowed:
    """The function behind these connections of a door, in the process that holds the door's other side."""
    return Borrowed([take(door, number) for number in numbers])


LENDER = Lender(served, (__name__, borrowed.__name__))


def _known(name: str) -> type[Exception]:
    found = getattr(builtins, name, None)
    return found if isinstance(found, type) and issubclass(found, Exception) else RuntimeError


def _refuse(value: object) -> Any:
    raise TypeError(f"only plain data can be given here, no {type(value).__name__}")


def _nobody(*_: object) -> object:
    raise Malformed("an object where only plain data can be")
