"""Catalogue objects as JSON, and back."""

from __future__ import annotations

import dataclasses
from datetime import date, time
from typing import Any

import pytest
from small_campus import BIO, INTRO, MARINE, PROFESSORS, SECTIONS, TERM

from university.adapters.campus import make_campus
from university.application.catalogue import (
    CourseDetail,
    DepartmentPage,
    DepartmentSummary,
    Page,
    SectionSeats,
)
from university.application.plain_form import RECORDS, Unreadable, read, write
from university.domain.catalogue import Course
from university.domain.requirements import AllOf, AnyOf, Needs
from university.domain.timetable import Meeting, Weekday

TREE = AllOf((Needs("A-1", "B-"), AnyOf((Needs("B-1"), Needs("C-1", in_progress=True), AllOf()))))
SEATS = [SectionSeats(section, PROFESSORS[0], 1, 0) for section in SECTIONS]
EXAMPLES: list[Any] = [
    [DepartmentSummary(BIO, 2)],
    DepartmentPage(BIO, [INTRO, MARINE]),
    Page([INTRO], 21, 2, 2),
    CourseDetail(MARINE, BIO, [INTRO], [], [], TERM, SEATS),
    CourseDetail(INTRO, BIO, [], [], [MARINE], None, []),
    SEATS,
    [],
    Course("X-1", "“Öz” <b>\u2028\x00\ud800", "X", 0, "a" * 10_000, TREE, frozenset({"B-1", "A-1"})),
]


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_what_is_read_equals_what_was_written(value: Any) -> None:
    again = read(write(value))
    assert again == value
    assert repr(again) == repr(value) or isinstance(value, Course), "also the types inside are the same"


def test_every_record_has_an_example() -> None:
    written = b"".join(write(example) for example in EXAMPLES).decode()
    assert [kind.__name__ for kind in RECORDS if f'{{"{kind.__name__}":' not in written] == []


def test_a_day_of_the_week_is_one_again() -> None:
    day = read(write(Meeting(Weekday.FRIDAY, time(9), time(10)))).day
    assert (type(day), day.name) == (Weekday, "FRIDAY")


def test_a_whole_campus() -> None:
    campus = make_campus(date(2026, 11, 20))
    for values in (campus.departments, campus.courses, campus.sections, campus.terms, campus.professors):
        assert read(write(values)) == values


@dataclasses.dataclass(frozen=True)
class Unknown:
    code: str = "X"


class Text(str):
    pass


@pytest.mark.parametrize("value", [Unknown(), {"a": 1}, 1.5, b"x", Text("x"), {1}, [[Unknown()]]], ids=repr)
def test_what_is_not_listed_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="has no plain form; list it"):
        write(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"\x80\x04\x95 a pickle",
        b"[1, 2",
        b"{}",
        b'{"os.system": "true"}',
        b'{"Course": [["code", "X-1"]], "Term": []}',
        b'{"Course": [["code", "X-1"]]}',
        b'{"Course": [["code", "X-1"], ["old_field", 1]]}',
        b'{"Course": 5}',
        b'{"Course": [[1, 2]]}',
        b'{"Weekday": 9}',
        b'{"date": "2027-13-01"}',
        b'{"date": 5}',
        b'{"tuple": 5}',
        b'{"frozenset": [[]]}',
        b"[" * 100_000,
        write(Course("X-1", "X", "X", 1)).replace(b'"credits",1', b'"credits",-1'),
    ],
    ids=lambda data: repr(data[:30]),
)
def test_what_was_not_written_here_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)
