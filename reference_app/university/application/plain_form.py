"""Catalogue objects as JSON, and back.

An object becomes `{"Course": [["code", "BIO-201"], …]}`: its class, then its fields. Only the classes listed
here are made from what is read, by calling them: unlike a pickle, the data can run no code, and every object
is checked by its own class again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from university.application.catalogue import (
    CourseDetail,
    DepartmentPage,
    DepartmentSummary,
    Page,
    SectionSeats,
)
from university.domain.catalogue import Course, Department, Section
from university.domain.errors import DomainError
from university.domain.people import Professor
from university.domain.requirements import AllOf, AnyOf, Needs
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

RECORDS: tuple[type, ...] = (
    AllOf,
    AnyOf,
    Course,
    CourseDetail,
    Department,
    DepartmentPage,
    DepartmentSummary,
    Meeting,
    Needs,
    Page,
    Professor,
    Section,
    SectionSeats,
    Term,
    Window,
)
"""Dataclasses that are written field by field."""

VALUES: dict[type, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    date: (date.isoformat, date.fromisoformat),
    datetime: (datetime.isoformat, datetime.fromisoformat),
    time: (time.isoformat, time.fromisoformat),
    frozenset: (sorted, frozenset),
    tuple: (list, tuple),
    Weekday: (int, Weekday),
}
"""Other types: how each is written, and read."""

PLAIN = (str, int, bool, type(None))
"""What JSON has itself; lists are written item by item."""

_RECORDS_BY_NAME = {kind.__name__: kind for kind in RECORDS}
_READERS = {kind.__name__: read for kind, (_, read) in VALUES.items()}


class Unreadable(ValueError):
    """What was read is not what `write` writes: it is damaged, or of another version of the app."""


def write(value: object) -> bytes:
    """`value` as JSON. Raises TypeError for a type that is not listed here, also for a subclass of one."""
    return json.dumps(_written(value), separators=(",", ":")).encode()


def read(data: bytes) -> Any:
    """What `write` was given. Raises Unreadable."""
    try:
        return json.loads(data, object_hook=_made)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, DomainError) as error:
        raise Unreadable("The data is not in the plain form.") from error


def _written(value: Any) -> Any:
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is list:
        return [_written(item) for item in value]
    if kind in VALUES:
        return {kind.__name__: _written(VALUES[kind][0](value))}
    if kind in RECORDS:
        # Not a bare object, so that `_made` meets nothing but classes: the fields are a list of pairs.
        return {kind.__name__: [[field.name, _written(getattr(value, field.name))] for field in fields(kind)]}
    raise TypeError(f"{kind.__name__} has no plain form; list it in {__name__}.")


def _made(found: dict[str, Any]) -> Any:
    ((name, content),) = found.items()
    return _READERS[name](content) if name in _READERS else _RECORDS_BY_NAME[name](**dict(content))
