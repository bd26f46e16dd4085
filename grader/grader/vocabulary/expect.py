"""`expect(f, 2, 3).returns(5, because="…", kind="…")`: one call and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from grader.vocabulary import describe
from grader.vocabulary.compare import difference, kept, same
from grader.vocabulary.failure import Failure, NotStarted
from grader.vocabulary.foreign import Lost, class_names

OTHER_INPUT = "another input"


class _Outcome(NamedTuple):
    """What a call did: it returned `value`, or `error` ended it."""

    value: object
    error: BaseException | None

    def told(self) -> str:
        """The outcome as a clause of a message."""
        if self.error is not None:
            return f"raised {describe.raised(self.error)}"
        return f"returned `{describe.short(self.value)}`"


class Expectation:
    """A call that one of the methods makes and judges. Each method raises Failure, or returns None."""

    def __init__(self, function: Callable[..., object], args: tuple[Any, ...], kwargs: dict[str, Any]):
        self._function = function
        self._args = args
        self._kwargs = kwargs
        # Told now: the call may change its arguments. The function's name is asked for where it is needed.
        self._arguments = describe.arguments(args, kwargs)

    @property
    def _told(self) -> str:
        return describe.call(self._function, self._arguments)

    def returns(self, value: object, *, because: str = "", kind: str = OTHER_INPUT) -> None:
        """The call returns this plain data (of the same builtin types), or this very object."""
        value = kept(value)
        outcome = self._call(kind)
        if outcome.error is not None:
            raise Failure(
                self._told, outcome.told(), f"`{describe.short(value)}`", because, kind
            ) from outcome.error
        if not same(outcome.value, value):
            raise Failure(self._told, *_two_values(outcome.value, value), because, kind)

    def returns_with(
        self, attributes: Mapping[str, object], *, because: str = "", kind: str = OTHER_INPUT
    ) -> None:
        """The call returns an object that has these attributes with these values of plain data."""
        attributes = kept(dict(attributes))
        outcome = self._call(kind)
        expected = "an object with " + ", ".join(
            f"`{name} = {describe.short(value)}`" for name, value in attributes.items()
        )
        if outcome.error is not None:
            raise Failure(self._told, outcome.told(), expected, because, kind) from outcome.error
        for name, value in attributes.items():
            try:
                found = getattr(outcome.value, name)
            except Exception as error:
                raised = (
                    None if "AttributeError" in class_names(error) else error
                )  # a missing one is no mishap
                told = f"{outcome.told()}, which has no usable attribute `{name}`"
                raise Failure(self._told, told, expected, because, kind) from raised
            if not same(found, value):
                told = f"{outcome.told()}, whose `{name}` is `{describe.full(found)}`"
                raise Failure(self._told, told, expected, because, kind)

    def raises(self, name: str, *, because: str = "", kind: str = OTHER_INPUT) -> None:
        """The call raises an exception whose class, or one of its base classes, has this name."""
        outcome = self._call(kind, wanted=name)
        if outcome.error is None or name not in class_names(outcome.error):
            expected = f"`{name}` to be raised"
            raise Failure(self._told, outcome.told(), expected, because, kind) from outcome.error

    def _call(self, kind: str, wanted: str = "") -> _Outcome:
        try:
            return _Outcome(self._function(*self._args, **self._kwargs), None)
        except (KeyboardInterrupt, Lost):  # the time limit, and the end of the program, are no answer
            raise
        except BaseException as error:  # also SystemExit: an answer must not end the notebook
            # A kind of RuntimeError and Exception: an untouched stub must not pass for raising those.
            if "NotImplementedError" in class_names(error) and wanted != "NotImplementedError":
                raise NotStarted(self._told, kind) from None
            return _Outcome(None, error)


def expect(function: Callable[..., object], /, *args: Any, **kwargs: Any) -> Expectation:
    """Prepare a call of the learner's function; a method of the result makes and judges it.

    expect(gpa, [("A", 3)]).returns(Decimal("4.00"), because="…", kind="a single grade")
    """
    return Expectation(function, args, kwargs)


def _two_values(returned: object, expected: object) -> tuple[str, str]:
    """Both clauses of a message; types are named where they differ, and the place where containers differ."""
    path, one, other = difference(returned, expected)
    told, wanted = (f"`{text}`" for text in describe.pair(returned, expected))
    types_differ = type(one) is not type(other) and one is not None and other is not None
    if not path:
        if types_differ:
            told, wanted = f"{told} ({_kind(one)})", f"{wanted} ({_kind(other)})"
        return f"returned {told}", wanted
    here, there = describe.pair(one, other)
    kinds = f" ({_kind(one)}, not {_kind(other)})" if types_differ else f", not `{there}`"
    return f"returned {told}", f"{wanted}; at `{path}` stands `{here}`{kinds}"


def _kind(value: object) -> str:
    name = describe.type_name(value)
    return f"an {name}" if name[:1].lower() in "aeiou" else f"a {name}"
