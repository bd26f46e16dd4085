"""The learner's objects as the judge may use them: by number, through a fixed list of operations."""

from __future__ import annotations

import importlib
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grader.vocabulary import describe
from grader.vocabulary.foreign import ErrorFields, fields_of
from grader.worker.values import Packer, Unpacker, may_change


class Objects:
    """Answers questions of the form (operation, arguments, keyword arguments); all values are packed."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        self._objects: list[object] = []
        self._numbers: dict[int, int] = {}
        self._names = names
        self._known: dict[str, object] = {}
        self._operations: dict[str, Callable[..., Any]] = {
            **_OPERATIONS,
            "name": lambda name: [names[name]] if name in names else [],
            "names": self._introduce,
        }

    def answer(self, operation: str, args: Any, kwargs: Any) -> list[Any]:
        """`["value", value, changes, renamed]`, or `["error", fields, exception, changes, renamed]`.

        `changes` are the containers among the arguments that the operation changed: their places in the
        question, in which changeable containers are counted, and their new content. `renamed` are names that
        do not stand any more for what "names" told of them.
        """
        unpacker = Unpacker(self._object)
        given = [unpacker.unpack(value) for value in args]
        named = {name: unpacker.unpack(value) for name, value in kwargs}
        containers = unpacker.changeable
        before = self._contents(containers)
        try:
            value = self._operations[operation](*given, **named)
            told = ["value", self._packed(value, containers)]
        except BaseException as error:  # whatever a learner's code raises
            told = ["error", _told_of(error), self._opaque(error)]
        after = self._contents(containers)
        # repr, since 1 == True
        changes = [[i, new] for i, new in enumerate(after) if repr(new) != repr(before[i])]
        if any(new is None for _, new in changes):
            full = ValueError("what was passed now holds too much, or nests too deep")
            return ["error", fields_of(full), self._opaque(full), [], self._renamed()]
        return [*told, changes, self._renamed()]

    def _introduce(self, names: Sequence[str]) -> dict[str, object]:
        """What those of the names stand for that are set, but for what would be sent as a copy: that may
        change while its name stands for the same."""
        found = {name: self._names[name] for name in names if name in self._names}
        self._known = {name: value for name, value in found.items() if not may_change(value)}
        return self._known

    def _renamed(self) -> list[str]:
        renamed = [
            name for name, value in self._known.items() if self._names.get(name, _NOTHING) is not value
        ]
        for name in renamed:
            del self._known[name]
        return renamed

    def _contents(self, containers: Sequence[Any]) -> list[Any]:
        """What each of them holds; None for one that holds too much to be told."""
        contents = []
        for container in containers:
            try:
                contents.append(Packer(self._opaque, containers).content(container))
            except ValueError:
                contents.append(None)
        return contents

    def _object(self, number: int, *_type_name: Any) -> object:
        return self._objects[number]

    def _packed(self, value: object, given: Sequence[Any]) -> Any:
        try:
            return Packer(self._opaque, given).pack(value)
        except ValueError:  # too much, or too deep
            return self._opaque(value)

    def _opaque(self, value: object) -> list[Any]:
        number = self._numbers.setdefault(id(value), len(self._objects))
        if number == len(self._objects):
            self._objects.append(value)  # kept, so that no other object gets its id
        return ["object", number, type(value).__name__]


_NOTHING = object()


def _told_of(error: BaseException) -> ErrorFields:
    """The exception without our own frames."""
    found = error.__traceback__
    while found is not None and found.tb_frame.f_code.co_filename == __file__:
        found = found.tb_next
    return fields_of(BaseException.with_traceback(error, found))


def _call(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    return function(*args, **kwargs)


def _beside(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


def _imported(name: str, wanted: list[str]) -> Any:
    return __import__(name, None, None, wanted, 0)


def _told(how: str, value: object) -> str:
    return str(getattr(describe, how)(value))


def _exit(manager: Any, failed: bool) -> Any:
    """Leave a `with`: the judge's exception does not cross, but that there was one does."""
    error = RuntimeError("the test cell failed inside this block") if failed else None
    return manager.__exit__(type(error) if error else None, error, None)


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "beside": _beside,
    "call": _call,
    "contains": operator.contains,
    "delete_item": operator.delitem,
    "enter": lambda manager: manager.__enter__(),
    "exit": _exit,
    "float": float,
    "get": getattr,
    "import": _imported,
    "int": int,
    "isinstance": isinstance,
    "item": operator.getitem,
    "iterate": iter,
    "length": len,
    "next": next,
    "set": setattr,
    "set_item": operator.setitem,
    "text": str,
    "told": _told,
}
