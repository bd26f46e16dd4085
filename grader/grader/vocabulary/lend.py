"""`with lent(subject, function) as theirs`: code beside `subject` calls a function that stays here.

A count that is kept in a learner's process can be changed there. A function that is lent runs on the judge's
side, so a prop that decides (see grader.props) knows itself what was asked of it.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from grader.vocabulary.foreign import Foreign, beside
from grader.vocabulary.reach import way


class Lender(NamedTuple):
    """How a function is lent to another process: `serve(function, lines)` answers calls on lines meanwhile,
    and `borrow`, a module's and a function's name, makes their other ends callable over there."""

    serve: Callable[[Callable[..., Any], Sequence[socket.socket]], contextlib.AbstractContextManager[None]]
    borrow: tuple[str, str]


_lender: Lender | None = None


def lend_by(lender: Lender) -> None:
    """From now on functions are lent to foreign code in this way."""
    global _lender
    _lender = lender


@contextlib.contextmanager
def lent(subject: object, function: Callable[..., Any], at_once: int = 1) -> Iterator[Any]:
    """The function as code in the process of `subject` can call it: with plain data, until the block ends.

    From another process at most `at_once` calls are answered at the same time; further ones wait.
    """
    if not isinstance(subject, Foreign):
        yield function
        return
    if _lender is None:
        raise RuntimeError("no way leads to this code")
    door, other_side = way()
    connections = [door.open() for _ in range(at_once)]
    numbers, lines = zip(*connections, strict=True)
    with _lender.serve(function, lines):
        yield beside(subject, *_lender.borrow)(other_side, list(numbers))
