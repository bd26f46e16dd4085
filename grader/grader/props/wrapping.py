"""Blocks and functions to wrap, for tasks about context managers and decorators."""

from __future__ import annotations

import copy
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

Lists = dict[str, list[str]]
Logged = Callable[[list[dict[str, Any]]], Callable[[Callable[..., Any]], Callable[..., Any]]]


def changed_within(
    manager: Callable[[Lists], AbstractContextManager[Lists]], lists: Lists, steps: list[str]
) -> dict[str, object]:
    """What a block does to `lists` under the manager: as they stand at its end, `inside`, and `after` it.

    A step is `add SECTION STUDENT`, `open SECTION`, `close SECTION` or `fail`, which raises LookupError;
    `raised` is the name of what the `with` statement let out.
    """
    held = copy.deepcopy(lists)
    inside: Lists | None = None
    raised = None
    try:
        with manager(held) as draft:
            try:
                for step in steps:
                    _take(step, draft)
            finally:
                inside = copy.deepcopy(held)
    except LookupError as error:
        raised = type(error).__name__
    return {"inside": inside, "after": held, "raised": raised}


def _take(step: str, draft: Lists) -> None:
    match step.split():
        case ["add", section, student]:
            draft[section].append(student)
        case ["open", section]:
            draft[section] = []
        case ["close", section]:
            del draft[section]
        case _:
            raise LookupError(step)


def logged_calls(
    logged: Logged, calls: list[str], log: list[dict[str, Any]] | None = None
) -> tuple[list[str], list[dict[str, Any]]]:
    """The results of calls to functions that `logged(log)` decorates, and the log.

    A call is written `seats_left 30 taken=28`; a result is shown by its `repr`, an exception by the name of
    its class. The functions are seats_left, share, nothing, and both, which calls two of the others.
    """
    kept: list[dict[str, Any]] = [] if log is None else log
    functions = _functions(logged(kept))
    return [_outcome(functions, call) for call in calls], kept


def described(logged: Logged) -> list[tuple[str, str | None]]:
    """Names and docstrings of decorated functions."""
    return [(one.__name__, one.__doc__) for one in _functions(logged([])).values()]


def _functions(decorate: Callable[[Callable[..., Any]], Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    @decorate
    def seats_left(capacity: int, taken: int = 0) -> int:
        """How many seats are free."""
        return capacity - taken

    @decorate
    def share(seats: int, students: int) -> float:
        """Seats for each student."""
        return seats / students

    @decorate
    def nothing(*args: int, **kwargs: int) -> None:
        """Return None, whatever is asked."""

    @decorate
    def both(capacity: int, taken: int, students: int) -> float:
        """Free seats for each student."""
        left: int = seats_left(capacity, taken=taken)
        shared: float = share(left, students)
        return shared

    return {"seats_left": seats_left, "share": share, "nothing": nothing, "both": both}


def _outcome(functions: dict[str, Callable[..., Any]], call: str) -> str:
    name, *words = call.split()
    args = [int(word) for word in words if "=" not in word]
    kwargs = {word.partition("=")[0]: int(word.partition("=")[2]) for word in words if "=" in word}
    try:
        return repr(functions[name](*args, **kwargs))
    except ArithmeticError as error:
        return type(error).__name__
