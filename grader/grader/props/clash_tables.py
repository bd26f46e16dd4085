"""Tables of cases for one sentence of the registrar, asked about faulty rules.

A row of a table is `("Mon 10:00-11:00 North", "Mon 11:05-12:00 South", True)`: two meetings of one student,
each with its building, and whether they clash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from weakref import WeakKeyDictionary

Row = tuple[str, str, bool]
Table = Callable[[], object]
"""A learner's function; it is to return a list of rows."""
RIGHT = "every row is right"
MOST_ROWS = 8
WALK = 15
"""Minutes that the way to another building takes."""
JUDGED = frozenset({"noticed", "verdict"})
"""Names that a judge takes from its own copy of this module: they decide which rules a table notices."""

_TWELVE_HOURS = 12 * 60
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_MEETING = re.compile(
    rf"(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<start>{_TIME})-(?P<end>{_TIME}) (?P<building>\w+)"
)


@dataclass(frozen=True)
class _Held:
    """A meeting; its start and end are minutes after midnight."""

    day: str
    start: int
    end: int
    building: str

    @property
    def on_the_face(self) -> _Held:
        """What a clock with twelve hours shows of it: 12:59, then 01:00."""
        start, end = ((minutes - 60) % _TWELVE_HOURS + 60 for minutes in (self.start, self.end))
        return _Held(self.day, start, end, self.building)


_Case = tuple[_Held, _Held, bool]
_Rule = Callable[[_Held, _Held], bool]


def _between(a: _Held, b: _Held) -> int:
    """Minutes from the end of one to the start of the other; negative where they overlap."""
    return max(a.start, b.start) - min(a.end, b.end)


def _needed(a: _Held, b: _Held, walk: int = WALK) -> int:
    return 0 if a.building == b.building else walk


def _clash(a: _Held, b: _Held) -> bool:
    return a.day == b.day and _between(a, b) < _needed(a, b)


def _walks_forward_only(a: _Held, b: _Held) -> bool:
    return a.day == b.day and _between(a, b) < (_needed(a, b) if a.start <= b.start else 0)


def _begins_inside(a: _Held, b: _Held) -> bool:
    inside = a.start <= b.start < a.end
    return a.day == b.day and (inside or 0 <= _between(a, b) < _needed(a, b))


FAULTS: Mapping[str, _Rule] = MappingProxyType(
    {
        "forgets the day": lambda a, b: _between(a, b) < _needed(a, b),
        "forgets the way": lambda a, b: a.day == b.day and _between(a, b) < 0,
        "walks in one building, too": lambda a, b: a.day == b.day and _between(a, b) < WALK,
        "fifteen are too few": lambda a, b: a.day == b.day and _between(a, b) < _needed(a, b, WALK + 1),
        "ten are enough": lambda a, b: a.day == b.day and _between(a, b) < _needed(a, b, 10),
        "touching is a clash": lambda a, b: a.day == b.day and _between(a, b) < (_needed(a, b) or 1),
        "walks forward only": _walks_forward_only,
        "begins inside": _begins_inside,
        "12-hour clock": lambda a, b: _clash(a.on_the_face, b.on_the_face),
    }
)

_tables: WeakKeyDictionary[Table, object] = WeakKeyDictionary()
"""What a learner's function returned when it was first asked: another table for each fault would be one with
more rows than are allowed."""


def verdict(table: Table) -> str:
    """`every row is right`, or what is wrong with the table or its first wrong row."""
    return _read(table)[0]


def noticed(table: Table, *names: str) -> list[str]:
    """Those of the faulty rules, by name, that answer a row otherwise than it says.

    None where a row is wrong. Raises KeyError for an unknown name.
    """
    faults, (said, rows) = {name: FAULTS[name] for name in names}, _read(table)
    if said != RIGHT:
        return []
    return [name for name, rule in faults.items() if any(rule(one, two) != clash for one, two, clash in rows)]


def _read(table: Table) -> tuple[str, list[_Case]]:
    """What there is to say of the table, and its rows where all are right."""
    if table not in _tables:
        _tables[table] = table()
    given, rows = _tables[table], []
    if type(given) is not list or not given:
        return "it is not a list of rows", []
    if len(given) > MOST_ROWS:
        return f"it has {len(given)} rows, and at most {MOST_ROWS} are allowed", []
    for number, row in enumerate(given, 1):
        try:
            rows.append(_case(row))
        except ValueError as wrong:
            return f"row {number} {wrong}", []
    return RIGHT, rows


def _case(given: object) -> _Case:
    """Raises ValueError, with what is wrong, for what is no row or says something wrong."""
    match given:
        case (str() as first, str() as second, bool() as clash):
            one, two = _held(first), _held(second)
        case _:
            raise ValueError("is not (a text, a text, True or False)")
    if clash != _clash(one, two):
        raise ValueError(f"says {clash}, and the registrar's sentence says {not clash}")
    return one, two, clash


def _held(text: str) -> _Held:
    """Raises ValueError for a text that is no meeting."""
    read = _MEETING.fullmatch(text)
    if read is None:
        raise ValueError("has a meeting that is not written like 'Mon 10:00-11:00 North'")
    start, end = _minutes(read["start"]), _minutes(read["end"])
    if start >= end:
        raise ValueError("has a meeting that ends no later than it begins")
    return _Held(read["day"], start, end, read["building"])


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return 60 * int(hours) + int(minutes)
