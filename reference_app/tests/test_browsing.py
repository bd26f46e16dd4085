"""Lists of the catalogue a part at a time: the same on every store, complete, and without repetition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from small_campus import ADDING_CLOSES, TERM, MakeUniversity, place, small_campus

from university.application.browsing import Browsing, CourseSlice, SectionSlice
from university.domain.errors import InvalidValue, NotFound


@pytest.fixture
def browsing(make_university: MakeUniversity) -> Browsing:
    return make_university(small_campus(place("S-1", "BIO-201-A"))).get(Browsing)


def leaf(
    read: Callable[[Any], tuple[list[Any], bool]], place_of: Callable[[Any], Any], wanted: Any
) -> list[Any]:
    """The whole list, one item at a time."""
    found: list[Any] = []
    more = True
    while more:
        items, more = read(replace(wanted, limit=1, after=place_of(found[-1]) if found else None))
        found += items
    return found


def test_courses_in_every_order(browsing: Browsing) -> None:
    codes = ["ART-101", "BIO-101", "BIO-201"]  # also the order of their titles and of their credits
    for sort in ("code", "title", "credits"):
        for descending in (False, True):
            wanted = CourseSlice(sort=sort, descending=descending)
            expected = codes[:: -1 if descending else 1]
            assert [course.code for course in browsing.courses(wanted)[0]] == expected
            one_by_one = leaf(browsing.courses, lambda one, by=sort: (getattr(one, by), one.code), wanted)
            assert [course.code for course in one_by_one] == expected


COURSES = [
    (CourseSlice(text="bIo"), "BIO-101 BIO-201"),
    (CourseSlice(text="100%"), "ART-101"),
    (CourseSlice(text="_"), ""),
    (CourseSlice(text="\x00"), ""),
    (CourseSlice(department="BIO", credits=4), "BIO-101 BIO-201"),
    (CourseSlice(department="bio"), ""),
    (CourseSlice(department="\x00"), ""),
    (CourseSlice(credits=0), ""),
    (CourseSlice(after=("BIO-101", "BIO-101")), "BIO-201"),
    (CourseSlice(sort="title", after=("E", "")), "BIO-101 BIO-201"),
]


def test_courses_that_match(browsing: Browsing) -> None:
    for wanted, codes in COURSES:
        found, more = browsing.courses(wanted)
        assert ([course.code for course in found], more) == (codes.split(), False)


SECTIONS = [
    (SectionSlice(), "ART-101-A BIO-101-A-26A BIO-201-A BIO-201-B"),
    (SectionSlice(term=TERM.code), "ART-101-A BIO-201-A BIO-201-B"),
    (SectionSlice(term=TERM.code, open=True), "ART-101-A BIO-201-B"),
    (SectionSlice(course="BIO-201"), "BIO-201-A BIO-201-B"),
    (SectionSlice(department="ART"), "ART-101-A"),
    (SectionSlice(instructor="P-1", term=TERM.code), "BIO-201-A BIO-201-B"),
    (SectionSlice(instructor="\x00"), ""),
    (SectionSlice(after="BIO-201-A"), "BIO-201-B"),
]


def test_sections_that_match(browsing: Browsing) -> None:
    for wanted, ids in SECTIONS:
        assert [seats.section.id for seats in browsing.sections(wanted)[0]] == ids.split()
        if wanted.after is None:
            one_by_one = leaf(browsing.sections, lambda seats: seats.section.id, wanted)
            assert [seats.section.id for seats in one_by_one] == ids.split()


def test_seats_are_those_of_this_moment(browsing: Browsing) -> None:
    full = browsing.section("BIO-201-A")
    assert (full.seats_taken, full.free, full.instructor.number) == (1, 0, "P-1")
    assert browsing.sections(SectionSlice(course="BIO-201"))[0][0] == full


def test_single_things(browsing: Browsing) -> None:
    assert browsing.course("BIO-201").title == "Marine Biology"
    terms, current = browsing.terms()
    assert [term.code for term in terms] == ["2026-autumn", TERM.code] and current == TERM
    assert browsing.term(TERM.code).instant(TERM.add.closes) == ADDING_CLOSES
    for look in (browsing.course, browsing.section, browsing.term):
        for unknown in ("none", "", "\x00"):
            with pytest.raises(NotFound):
                look(unknown)


def test_a_place_that_no_store_could_keep(make_university: MakeUniversity, store_url: str) -> None:
    if store_url == "memory:":
        return
    with pytest.raises(InvalidValue):
        make_university().get(Browsing).courses(CourseSlice(sort="title", after=("\x00", "A")))
