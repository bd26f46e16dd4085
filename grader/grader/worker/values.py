"""Values on the line between judge and student: plain data by value, everything else as a numbered object.

Text, truth, None, floats and ordinary integers are JSON's own; all else is a list that begins with its kind,
such as `["tuple", [1, 2]]` or `["object", 7, "Flask"]`. Nothing is pickled and no class is looked up by name.
"""

from __future__ import annotations

import datetime
import fractions
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from grader.worker.wire import Malformed

MOST = 300_000
"""Values in one message, nested ones included; long text counts as several."""
DEEPEST = 60
SECONDS = 1.0
"""Of processor time for reading one message: keys can be chosen so that a dict takes minutes to fill."""

_BETWEEN_LOOKS = 256
_TEXT = 8
_LONG = frozenset({str, bytes, bytearray})
_CHANGEABLE = frozenset({list, dict, set, bytearray})
_HOLDERS = _CHANGEABLE | {tuple, frozenset}
_JSON = frozenset({type(None), bool, float, str})
_SHORT_INT = 2**63
_SEQUENCES: dict[str, type] = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


def may_change(value: object) -> bool:
    """Whether a copy of the value, as a Packer sends it, may differ from the value later."""
    return type(value) in _HOLDERS


Opaque = Callable[[object], Any]
"""Packs what is no plain data, or refuses to."""


class Packer:
    """Packs values. `changeable` are the containers in them that a call could change, in order.

    One of them that is met again, and one that was `given` by the other end, goes by its place there: so it
    is the same container at both ends.
    """

    def __init__(self, opaque: Opaque, given: Sequence[Any] = ()) -> None:
        self._opaque = opaque
        self._left = MOST
        self.changeable = list(given)
        self._places = {id(container): place for place, container in enumerate(given)}

    def pack(self, value: Any, depth: int = 0) -> Any:
        """JSON data for `value`. Raises ValueError for what nests too deep or holds too much, and what the
        opaque part raises."""
        kind = type(value)
        self._left -= 1 + (len(value) // _TEXT if kind in _LONG else 0)
        if self._left < 0 or depth > DEEPEST:
            raise ValueError("this holds too much, or nests too deep, to be sent")
        if kind in _JSON or (kind is int and -_SHORT_INT < value < _SHORT_INT):
            return value
        if kind in _CHANGEABLE:
            if id(value) in self._places:
                return ["given", self._places[id(value)]]
            self._places[id(value)] = len(self.changeable)
            self.changeable.append(value)
        return self._held(value, kind, depth)

    def content(self, container: Any) -> Any:
        """JSON data for what a given container holds."""
        return self._held(container, type(container), 0)

    def _held(self, value: Any, kind: type, depth: int) -> Any:
        if kind is dict:
            return ["dict", [[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in value.items()]]
        if kind in _SEQUENCES.values():
            return [kind.__name__, [self.pack(item, depth + 1) for item in value]]
        if kind in _PACKED:
            packed = _PACKED[kind](value)
            if packed is not None:
                return [kind.__name__, *packed]
        return self._opaque(value)


def _clock(value: Any) -> list[Any] | None:
    """A date's or a day's time with its zone; None for one in a zone of somebody's own class."""
    zone = value.tzinfo
    if zone is None:
        told: Any = None
    elif type(zone) is ZoneInfo and zone.key is not None:
        told = zone.key
    elif type(zone) is datetime.timezone:
        told = zone.utcoffset(None).total_seconds()
    else:
        return None
    return [value.replace(tzinfo=None).isoformat(), value.fold, told]


_PACKED: dict[type, Callable[[Any], list[Any] | None]] = {
    int: lambda value: [hex(value)],
    bytes: lambda value: [value.hex()],
    bytearray: lambda value: [value.hex()],
    complex: lambda value: [value.real, value.imag],
    Decimal: lambda value: [str(value)],
    range: lambda value: [hex(value.start), hex(value.stop), hex(value.step)],
    fractions.Fraction: lambda value: [hex(value.numerator), hex(value.denominator)],
    uuid.UUID: lambda value: [value.hex],
    datetime.date: lambda value: [value.isoformat()],
    datetime.timedelta: lambda value: [value.days, value.seconds, value.microseconds],
    datetime.datetime: _clock,
    datetime.time: _clock,
    # No plain data, but what times are made with.
    datetime.timezone: lambda zone: [zone.utcoffset(None).total_seconds()],
    ZoneInfo: lambda zone: None if zone.key is None else [zone.key],
}


class Unpacker:
    """Reads what a Packer packed; `found` makes an object of what follows `"object"`."""

    def __init__(self, found: Callable[..., object], given: Sequence[Any] = ()) -> None:
        self._found = found
        self._left = MOST
        self._until = time.thread_time() + SECONDS
        self.changeable = list(given)

    def unpack(self, data: Any) -> Any:
        """The value. Raises Malformed for anything that no Packer makes."""
        try:
            return self._value(data, 0)
        except Malformed:
            raise
        except (TypeError, ValueError, KeyError, ArithmeticError, OSError, RecursionError) as error:
            raise Malformed(f"no value: {type(error).__name__}") from error

    def _value(self, data: Any, depth: int) -> Any:
        self._left -= 1
        if self._left < 0 or depth > DEEPEST + 1:
            raise Malformed("too many values, or too deep ones")
        if self._left % _BETWEEN_LOOKS == 0 and time.thread_time() > self._until:
            raise Malformed("values that take too long to read")
        if type(data) is not list:
            if type(data) is dict:
                raise Malformed("no value")
            return data
        kind, *rest = data
        if kind == "dict":
            return self._dict(*rest, depth=depth)
        if kind in _SEQUENCES:
            return self._sequence(kind, *rest, depth=depth)
        if kind == "object":
            return self._found(*rest)
        if kind == "given":
            return self._given(*rest)
        value = _UNPACKED[kind](*rest)
        if kind == "bytearray":
            self.changeable.append(value)
        return value

    def _given(self, place: object) -> Any:
        if type(place) is not int or not 0 <= place < len(self.changeable):
            raise Malformed("a container that nobody gave")
        return self.changeable[place]

    def _dict(self, pairs: list[Any], *, depth: int) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        self.changeable.append(made)  # before what it holds, as the Packer does
        for key, value in pairs:
            made[self._value(key, depth + 1)] = self._value(value, depth + 1)
        return made

    def _sequence(self, kind: str, items: list[Any], *, depth: int) -> Any:
        values: Iterator[Any] = (self._value(item, depth + 1) for item in items)
        if kind == "list" or kind == "set":
            made: Any = [] if kind == "list" else set()
            self.changeable.append(made)
            (made.extend if kind == "list" else made.update)(values)
            return made
        return _SEQUENCES[kind](values)


def _zone(told: Any) -> datetime.tzinfo | None:
    if told is None:
        return None
    if type(told) is str:
        return ZoneInfo(told)
    return datetime.timezone(datetime.timedelta(seconds=told))


def _unclock(kind: Any) -> Callable[[str, int, Any], Any]:
    return lambda text, fold, zone: kind.fromisoformat(text).replace(tzinfo=_zone(zone), fold=fold)


def _integer(text: str) -> int:
    return int(text, 16)


_UNPACKED: dict[str, Callable[..., Any]] = {
    "int": _integer,
    "bytes": bytes.fromhex,
    "bytearray": bytearray.fromhex,
    "complex": complex,
    "Decimal": lambda text: Decimal(str(text)),
    "range": lambda *parts: range(*map(_integer, parts)),
    "Fraction": lambda *parts: fractions.Fraction(*map(_integer, parts)),
    "UUID": lambda text: uuid.UUID(hex=text),
    "date": datetime.date.fromisoformat,
    "timedelta": lambda days, seconds, micro: datetime.timedelta(days, seconds, micro),
    "datetime": _unclock(datetime.datetime),
    "time": _unclock(datetime.time),
    "timezone": _zone,
    "ZoneInfo": _zone,
}


def refill(container: Any, content: Any) -> None:
    """Make a changeable container hold what another of its type holds. Raises Malformed for another type."""
    if type(container) is not type(content):
        raise Malformed("a container that became another type")
    container.clear()
    (container.extend if type(container) in (list, bytearray) else container.update)(content)
