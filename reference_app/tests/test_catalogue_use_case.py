"""The catalogue, the same on every store."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from small_campus import (
    ART,
    BIO,
    COURSES,
    DRAWING,
    INTRO,
    MARINE,
    PAST,
    PROFESSORS,
    SECTIONS,
    TERM,
    MakeUniversity,
    place,
    small_campus,
)

from university.adapters.campus import make_campus
from university.adapters.clock import FixedClock
from university.application.catalogue import Catalogue, CourseQuery, SectionSeats
from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course
from university.domain.enrolment import Status
from university.domain.errors import InvalidValue, NotFound
from university.domain.requirements import AllOf, AnyOf, Needs
from university.domain.terms import Term


def test_departments_count_their_courses(make_university: MakeUniversity) -> None:
    summaries = make_university().get(Catalogue).departments()
    assert [(summary.department, summary.courses) for summary in summaries] == [(ART, 1), (BIO, 2)]


def test_a_department_lists_its_courses(make_university: MakeUniversity) -> None:
    catalogue = make_university().get(Catalogue)
    page = catalogue.department("BIO")
    assert (page.department, page.courses) == (BIO, [INTRO, MARINE])
    for unknown in ("bio", "ZZZ", ""):
        with pytest.raises(NotFound):
            catalogue.department(unknown)


def test_a_course_comes_with_its_neighbours_and_seats(make_university: MakeUniversity) -> None:
    catalogue = make_university(
        small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", Status.WAITLISTED))
    ).get(Catalogue)
    marine = catalogue.course("BIO-201")
    assert (marine.course, marine.department, marine.term) == (MARINE, BIO, TERM)
    assert (marine.prerequisites, marine.required_by) == ([INTRO], [])
    assert marine.sections == [
        SectionSeats(SECTIONS[1], PROFESSORS[0], 1, 1),
        SectionSeats(SECTIONS[2], PROFESSORS[0], 0, 0),
    ]
    assert [seats.free for seats in marine.sections] == [0, 1]
    intro = catalogue.course("BIO-101")
    assert (intro.prerequisites, intro.required_by, intro.sections) == ([], [MARINE], [])
    with pytest.raises(NotFound, match="BIO-999"):
        catalogue.course("BIO-999")


def test_an_offered_seat_is_taken(make_university: MakeUniversity) -> None:
    campus = small_campus(
        place("S-1", "BIO-201-A", Status.OFFERED), place("S-2", "BIO-201-B", Status.WITHDRAWN)
    )
    marine = make_university(campus).get(Catalogue).course("BIO-201")
    assert [(seats.seats_taken, seats.waiting) for seats in marine.sections] == [(1, 0), (0, 0)]


def test_every_way_to_a_course_leads_back(make_university: MakeUniversity) -> None:
    either = AllOf((Needs("BIO-201", "B"), AnyOf((Needs("BIO-101"), Needs("ART-101")))))
    deep = Course("BIO-301", "Deep Sea", "BIO", 3, "Dark.", either, frozenset({"BIO-201"}))
    catalogue = make_university(small_campus(courses=(*COURSES, deep))).get(Catalogue)
    detail = catalogue.course("BIO-301")
    assert detail.course == deep, "the tree comes back as it was"
    assert detail.prerequisites == [DRAWING, INTRO, MARINE]
    assert detail.corequisites == [MARINE]
    for needed, others in (("ART-101", []), ("BIO-101", [MARINE]), ("BIO-201", [])):
        assert catalogue.course(needed).required_by == sorted([*others, deep], key=lambda c: c.code)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 7, 1, tzinfo=UTC), PAST),  # opens next
        (datetime(2026, 9, 1, tzinfo=UTC), PAST),
        (PAST.instant(PAST.add.closes), TERM),
        (datetime(2026, 11, 1, tzinfo=UTC), TERM),
        (datetime(2027, 1, 20, tzinfo=UTC), TERM),
        (datetime(2028, 1, 1, tzinfo=UTC), TERM),  # all over: the last
    ],
)
def test_the_current_term_is_the_one_to_enrol_for(
    make_university: MakeUniversity, clock: FixedClock, now: datetime, expected: Term
) -> None:
    clock.instant = now
    assert make_university().get(Catalogue).course("BIO-101").term == expected


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        (CourseQuery(), ["ART-101", "BIO-101", "BIO-201"]),
        (CourseQuery(text="marine"), ["BIO-201"]),
        (CourseQuery(text=" bio-1 "), ["BIO-101"]),
        (CourseQuery(text="100%"), ["ART-101"]),
        (CourseQuery(text="%"), ["ART-101"]),
        (CourseQuery(text="_"), []),
        (CourseQuery(department="BIO"), ["BIO-101", "BIO-201"]),
        (CourseQuery(department="ZZZ"), []),
        (CourseQuery(credits=3), ["ART-101"]),
        (CourseQuery(text="o", department="BIO", credits=4), ["BIO-101", "BIO-201"]),
    ],
)
def test_courses_are_found(make_university: MakeUniversity, query: CourseQuery, codes: list[str]) -> None:
    found = make_university().get(Catalogue).courses(query)
    assert [course.code for course in found.items] == codes
    assert (found.total, found.page, found.pages) == (len(codes), 1, 1)


def test_pages_neither_lose_nor_repeat_a_course(make_university: MakeUniversity) -> None:
    campus = make_campus(date(2026, 11, 20))
    catalogue = make_university(campus).get(Catalogue)
    pages = [catalogue.courses(CourseQuery(page=number, page_size=20)) for number in range(1, 9)]
    assert [course for page in pages for course in page.items] == sorted(campus.courses, key=lambda c: c.code)
    assert {(page.total, page.pages) for page in pages} == {(129, 7)}
    assert pages[7].items == [], "a page after the last is empty"


@pytest.mark.parametrize(
    "wrong", [{"page": 0}, {"page_size": 0}, {"page_size": 101}, {"credits": -1}, {"text": "x" * 101}]
)
def test_a_query_that_cannot_be_answered_is_refused(wrong: dict[str, int | str]) -> None:
    with pytest.raises(InvalidValue):
        CourseQuery(**wrong)  # type: ignore[arg-type]


def test_an_empty_university_has_an_empty_catalogue(make_university: MakeUniversity) -> None:
    catalogue = make_university(Campus(terms=(TERM,))).get(Catalogue)
    assert catalogue.departments() == []
    assert (catalogue.courses(CourseQuery()).total, catalogue.courses(CourseQuery()).pages) == (0, 1)
