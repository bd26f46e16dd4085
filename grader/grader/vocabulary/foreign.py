"""What lives in another process, as the words of test cells meet it.

Under stock nbgrader everything is in one process and nothing is foreign. In the judge the learner's objects
are `Foreign` stand-ins, and what their code raised is a `ForeignError`; all that they say of themselves is a
stranger's text.
"""

from __future__ import annotations

import importlib
import tempfile
import traceback
from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

_MESSAGE = 2000
_LINES = 40
_LINE = 300
_T = TypeVar("_T")
_CELLS = ("<ipython-input-", f"{tempfile.gettempdir()}/ipykernel_")
"""How the files of a notebook's cells are called, here and in a kernel."""


class Foreign:
    """Base of the stand-ins. It is true, equal to itself only, and the same object has the same stand-in."""

    __slots__ = ()

    def __type_name__(self) -> str:
        """The name of its class."""
        raise NotImplementedError

    def __told__(self, how: str) -> str:
        """Its description by the function `how` of grader.vocabulary.describe, made where it lives."""
        raise NotImplementedError

    def __beside__(self, module: str, name: str) -> Callable[..., Any]:
        """A function of a module in the process where it lives."""
        raise NotImplementedError

    def __called_while__(self, do: Callable[[], _T], *args: Any) -> tuple[Any, _T]:
        """Call it, and `do` while it is at work: what both return."""
        raise NotImplementedError


class Absent(ModuleNotFoundError):
    """A part of the app that was taken out, since a task asks for it."""


class Lost(BaseException):
    """The other process has ended, or cannot be understood. No `Exception`: it is no answer to anything."""


class ErrorFields(TypedDict):
    """An exception as plain data: the names of its class and base classes, its message, the line of the
    notebook that it came from (or empty), and its traceback."""

    names: list[str]
    message: str
    place: str
    traceback: list[str]


class ForeignError(Exception):
    """An exception that was raised in another process, and told as `fields`.

    Raises ValueError for what are none: they are a stranger's word.
    """

    def __init__(self, fields: Any) -> None:
        self.fields = _checked(fields)
        super().__init__(self.fields["message"])

    def __str__(self) -> str:
        return self.fields["message"]


def class_names(error: BaseException) -> list[str]:
    """The names of the exception's class and of all its base classes, its own first."""
    if isinstance(error, ForeignError):
        return error.fields["names"]
    return [base.__name__ for base in type(error).__mro__]


def place(error: BaseException) -> str:
    """Which line of the notebook it came from, such as "line 2 of `mean`: `return sum(n) / len(n)`"; empty
    when unknown.

    A library that the learner calls raises deep inside: what they can mend is their own line.
    """
    if isinstance(error, ForeignError):
        return error.fields["place"]
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(_CELLS)]
    return f"line {own[-1].lineno} of `{own[-1].name}`: `{own[-1].line}`" if own else ""


def fields_of(error: BaseException) -> ErrorFields:
    """An exception as another process is told of it."""
    try:
        message = str(error)
    except Exception:  # a learner's __str__ may raise anything
        message = ""
    frames = traceback.extract_tb(error.__traceback__)
    return ErrorFields(
        names=[base.__name__ for base in type(error).__mro__],
        message=message[:_MESSAGE],
        place=place(error),
        traceback=[f"{frame.name}, line {frame.lineno}: {frame.line}" for frame in frames[-_LINES:]],
    )


def _checked(fields: Any) -> ErrorFields:
    match fields:
        case {
            "names": [str(), *_] as names,
            "message": str(message),
            "place": str(place),
            "traceback": list(lines),
        }:
            return ErrorFields(
                names=[_line(name) for name in names[:_LINES]],
                message=message[:_MESSAGE],
                place=_line(place),
                traceback=[_line(line) for line in lines[:_LINES]],
            )
    raise ValueError("no exception was told")


def _line(text: object) -> str:
    return "".join(filter(str.isprintable, str(text)[:_LINE]))


def beside(subject: object, module: str, name: str) -> Callable[..., Any]:
    """The function `name` of a module, in the process where `subject` lives."""
    if isinstance(subject, Foreign):
        return subject.__beside__(module, name)
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
