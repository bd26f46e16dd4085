"""Equality that a learner's object has no say in.

Plain data is equal by exact builtin type and value. Everything else is equal only to itself, so an object
whose `__eq__` always answers yes earns nothing.
"""

from __future__ import annotations

import datetime
import fractions
import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

_SCALARS = frozenset(
    {type(None), bool, int, float, complex, str, bytes, bytearray, Decimal, range}
    | {datetime.date, datetime.timedelta, fractions.Fraction, uuid.UUID}
)
_CLOCKS = frozenset({datetime.datetime, datetime.time})
_ZONES = frozenset({type(None), datetime.timezone, ZoneInfo})
_CONTAINERS = frozenset({list, tuple, dict, set, frozenset})
PLAIN = _SCALARS | _CLOCKS | _CONTAINERS


class Difference(NamedTuple):
    """Where two values begin to differ (`path` such as `[2]['name']`), and what stands there in each."""

    path: str
    one: object
    other: object


def same(one: object, other: object) -> bool:
    """Whether both are the same plain data, or the very same object."""
    try:
        return _same(one, other)
    except RecursionError:  # a container that holds itself is no answer
        return False


def kept(value: Any) -> Any:
    """The same plain data in containers of its own; what is no plain container, itself.

    A call may change what it was given, and what a test cell expects may hold that.
    """
    kind = type(value)
    if kind is dict:
        return {key: kept(held) for key, held in value.items()}
    if kind in (list, tuple):
        return kind(map(kept, value))
    return kind(value) if kind in (set, bytearray) else value


def difference(one: Any, other: Any, path: str = "") -> Difference:
    """The innermost place where two values that are not `same` differ, found through lists, tuples, dicts."""
    try:
        return _difference(one, other, path)
    except RecursionError:  # as above
        return Difference(path, one, other)


def _difference(one: Any, other: Any, path: str) -> Difference:
    if type(one) is type(other):
        if type(one) in (list, tuple) and len(one) == len(other):
            steps: Iterable[Any] = range(len(one))
        elif type(one) is dict and _same(list(one), list(other)):
            steps = other
        else:
            steps = ()
        for step in steps:
            if not _same(one[step], other[step]):
                return _difference(one[step], other[step], f"{path}[{step!r}]")
    return Difference(path, one, other)


def _same(one: Any, other: Any) -> bool:
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other) or kind not in PLAIN:
        return False
    if kind in _SCALARS:
        return bool(one == other or (one != one and other != other))  # NaN is the same answer as NaN
    if kind in _CLOCKS:
        return {type(one.tzinfo), type(other.tzinfo)} <= _ZONES and bool(one == other)
    if len(one) != len(other):
        return False
    if kind in (list, tuple):
        return all(map(_same, one, other))
    if kind is dict:
        return _same_unordered(one.items(), other.items())
    return _same_unordered(one, other)


def _same_unordered(one: Iterable[Any], other: Iterable[Any]) -> bool:
    """Pair off without hashing or comparing by the items' own methods."""
    unmatched = list(other)
    for item in one:
        found = next((i for i, candidate in enumerate(unmatched) if _same(item, candidate)), None)
        if found is None:
            return False
        del unmatched[found]
    return True
