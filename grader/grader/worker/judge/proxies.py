"""What lives with the student, as test cells meet it in the judge."""

from __future__ import annotations

import builtins
import sys
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from grader.vocabulary.describe import cut
from grader.vocabulary.foreign import Foreign, ForeignError
from grader.worker.values import Packer, Unpacker, refill
from grader.worker.wire import Malformed, Wire

_MOST_OBJECTS = 200_000
_NAME = 80
_NAMED = frozenset({"function", "type"})
"""Types whose objects are told by a name, which stays."""

_T = TypeVar("_T")


class TimeUp(KeyboardInterrupt):
    """The cell's time is over, although the student still answers."""


class Stranger:
    """Asks the student's process.

    Raises ForeignError for what was raised there, KeyboardInterrupt where it was interrupted, and HungUp or
    Malformed where it ended or answered as no honest one does.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._proxies: dict[int, Proxy] = {}
        self.known: dict[str, Any] = {}
        """What learners' names stand for, as far as it is known without a question."""
        self.printed = False
        """Whether there is output that nobody has asked for."""
        self._answered: dict[tuple[str, tuple[Hashable, ...]], Any] = {}
        self.deadline = float("inf")
        """When to stop asking (time.monotonic)."""

    def ask(self, operation: str, *args: Any, **kwargs: Any) -> Any:
        """The result of an operation of grader.worker.student.objects.

        Lists, dicts, sets and bytearrays among the arguments hold afterwards what they hold there.
        """
        sent = self._send(operation, args, kwargs)
        return self._result(self._wire.receive(), sent)

    def ask_once(self, operation: str, *args: Hashable) -> Any:
        """The result of an operation that has the same one whenever it is asked for."""
        if (operation, args) not in self._answered:
            self._answered[operation, args] = self.ask(operation, *args)
        return self._answered[operation, args]

    def ask_while(self, do: Callable[[], _T], operation: str, *args: Any) -> tuple[Any, _T]:
        """The result of an operation, and of `do`, which is called while the student is at it; what the
        student raised comes before what `do` raised."""
        sent = self._send(operation, args, {})
        try:
            done = do()
        finally:
            result = self._result(self._wire.receive(), sent)
        return result, done

    def introduce(self, names: Sequence[str]) -> None:
        """Ask what all these names stand for: one question where there would be one for each."""
        self.known = {}
        found = self.ask("names", list(names)) if names else {}
        self.known = found if type(found) is dict else {}  # none where it is too much for one answer

    def _send(self, operation: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> list[Any]:
        """Send the question; the containers in it that its answer may change."""
        if time.monotonic() > self.deadline:
            raise TimeUp
        packer = Packer(self._packed)
        given = [packer.pack(value) for value in args]
        named = [[name, packer.pack(value)] for name, value in kwargs.items()]
        self._wire.send(["ask", operation, given, named])
        return packer.changeable

    def _packed(self, value: object) -> list[Any]:
        if isinstance(value, Proxy) and value.__stranger__ is self:
            return ["object", value.__number__]
        raise TypeError(
            f"{type(value).__name__} cannot be given to a learner's code: only plain data and what came from "
            "there can; functions and classes belong into grader.props"
        )

    def _result(self, answer: Any, sent: list[Any]) -> Any:
        match answer:
            case ["value", value, list(changes), *news]:
                self._change(sent, changes)
                self._hear(news)
                return self._unpacked(value, sent)
            case ["error", fields, exception, list(changes), *news]:
                self._change(sent, changes)
                self._hear(news)
                raise self._error(fields, self._unpacked(exception, ()))
        raise Malformed("neither a value nor an error")

    def _change(self, sent: list[Any], changes: list[Any]) -> None:
        for change in changes:
            match change:
                case [int(place), content] if 0 <= place < len(sent):
                    refill(sent[place], self._unpacked(content, sent))
                case _:
                    raise Malformed("a change of nothing")

    def _hear(self, news: list[Any]) -> None:
        match news:
            case [list(renamed), bool(printed)] if all(type(name) is str for name in renamed):
                self.printed = self.printed or printed
                for name in renamed:
                    self.known.pop(name, None)
            case _:
                raise Malformed("no news")

    def _unpacked(self, data: Any, given: Sequence[Any]) -> Any:
        return Unpacker(self._proxy, given).unpack(data)

    def _proxy(self, number: int, type_name: str) -> Proxy:
        if type(number) is not int or type(type_name) is not str or not 0 <= number < _MOST_OBJECTS:
            raise Malformed("no object")
        if number not in self._proxies:
            self._proxies[number] = Proxy(self, number, cut(type_name, _NAME))
        return self._proxies[number]

    def _error(self, fields: Any, exception: object) -> BaseException:
        try:
            names = ForeignError(fields).fields["names"]
        except ValueError as error:
            raise Malformed("no exception") from error
        if "KeyboardInterrupt" in names:
            return KeyboardInterrupt()
        return _class_of(names)(fields, exception)


class Proxy(Foreign):
    """Stands for one object. Its truth and equality are never the student's word; it has the same identity
    as long as the student gives the object the same number."""

    __slots__ = ("__name_of_type__", "__number__", "__stranger__", "__weakref__")

    def __init__(self, stranger: Stranger, number: int, type_name: str) -> None:
        set_own = object.__setattr__
        set_own(self, "__stranger__", stranger)
        set_own(self, "__number__", number)
        set_own(self, "__name_of_type__", type_name)

    def __type_name__(self) -> str:
        return str(self.__name_of_type__)

    def __told__(self, how: str) -> str:
        if self.__name_of_type__ not in _NAMED:
            return _text(self.__stranger__.ask("told", how, self))
        return _text(self.__stranger__.ask_once("told", how, self))

    def __beside__(self, module: str, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = self.__stranger__.ask_once("beside", module, name)
        return found

    def __called_while__(self, do: Callable[[], _T], *args: Any) -> tuple[Any, _T]:
        stranger: Stranger = self.__stranger__
        return stranger.ask_while(do, "call", self, *args)

    def __repr__(self) -> str:
        return self.__told__("full")

    def __str__(self) -> str:
        return _text(self.__stranger__.ask("text", self))

    def __bool__(self) -> bool:
        return True

    def __getattr__(self, name: str) -> Any:
        return self.__stranger__.ask("get", self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self.__stranger__.ask("set", self, name, value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result of the call; see Stranger.ask."""
        return self.__stranger__.ask("call", self, *args, **kwargs)

    def __next__(self) -> Any:
        return self.__stranger__.ask("next", self)

    def __iter__(self) -> Any:
        return _own_or_foreign(self.__stranger__.ask("iterate", self))

    def __contains__(self, item: object) -> bool:
        return self.__stranger__.ask("contains", self, item) is True

    def __instancecheck__(self, instance: object) -> bool:
        return self.__stranger__.ask("isinstance", instance, self) is True

    def __enter__(self) -> Any:
        return self.__stranger__.ask("enter", self)

    def __exit__(self, kind: object, *_more: object) -> bool:
        return self.__stranger__.ask("exit", self, kind is not None) is True


def _forward(operation: str) -> Callable[..., Any]:
    def ask(self: Proxy, *args: Any) -> Any:
        return self.__stranger__.ask(operation, self, *args)

    return ask


_FORWARDED = {
    "__len__": "length",
    "__getitem__": "item",
    "__setitem__": "set_item",
    "__delitem__": "delete_item",
    "__int__": "int",
    "__float__": "float",
}
for _method, _operation in _FORWARDED.items():
    setattr(Proxy, _method, _forward(_operation))


class _Raised(ForeignError):
    """An exception of the student's process; `exception` is its stand-in."""

    def __init__(self, fields: Any, exception: object) -> None:
        super().__init__(fields)
        self.exception = exception


def caught(kinds: Any) -> Any:
    """What `except kinds` catches, where a kind may be a class that lives with the student."""
    error = sys.exc_info()[1]
    every = kinds if isinstance(kinds, tuple) else (kinds,)
    local = tuple(kind for kind in every if not isinstance(kind, Foreign))
    foreign = [kind for kind in every if isinstance(kind, Proxy)]
    if isinstance(error, _Raised) and any(isinstance(error.exception, kind) for kind in foreign):  # type: ignore[arg-type]
        return type(error)
    return local


def _class_of(names: list[str]) -> type[_Raised]:
    """A class that `except ValueError` catches where the student's exception was a ValueError."""
    for name in names:
        known = getattr(builtins, name, None)
        if isinstance(known, type) and issubclass(known, Exception) and not issubclass(known, _ODD):
            return _CLASSES.setdefault(name, type(f"Raised{name}", (_Raised, known), {}))
    return _Raised


_ODD = (UnicodeError, BaseExceptionGroup)
"""Classes that are made of more than a message."""
_CLASSES: dict[str, type[_Raised]] = {}


def _own_or_foreign(iterator: Any) -> Any:
    if not isinstance(iterator, Proxy):
        raise Malformed("no iterator")
    return iterator


def _text(value: object) -> str:
    return value if type(value) is str else "<object>"
