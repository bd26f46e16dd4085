"""The week as a drawing."""

from __future__ import annotations

from datetime import UTC, datetime, time

from university.application.enrolment import Place
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.timetable import Meeting, Weekday
from university.entrypoints.site.week import GAP, HEAD, HOUR, draw


def section(course: str, *meetings: Meeting) -> Section:
    return Section(f"{course}-A", course, "2027-spring", "Ada Osei", 10, 2, meetings)


def place(course: str, *meetings: Meeting, status: Status = Status.ENROLLED) -> Place:
    held = section(course, *meetings)
    enrolment = Enrolment("S-1001", held.id, status, datetime(2026, 11, 1, tzinfo=UTC))
    return Place(enrolment, held, Course(course, course, course[:3], 3))


MONDAY_TEN = Meeting(Weekday.MONDAY, time(10), time(11, 30), "Loft")
MONDAY_ELEVEN = Meeting(Weekday.MONDAY, time(11), time(12))
MONDAY_NOON = Meeting(Weekday.MONDAY, time(12), time(13))


def test_an_empty_week_shows_five_days_and_the_usual_hours():
    week = draw([])
    assert [label for label, _ in week.days] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert (week.hours[0][0], week.hours[-1][0]) == ("09:00", "17:00")
    assert week.blocks == []


def test_a_meeting_stands_at_its_day_and_hour():
    (block,) = draw([place("BIO-201", Meeting(Weekday.TUESDAY, time(10), time(11, 30)))]).blocks
    assert (block.x, block.width) == (20, 20 - GAP)
    assert (block.y, block.height) == (HEAD + HOUR, round(1.5 * HOUR))
    assert (block.kind, block.narrow) == ("enrolled", False)


def test_early_late_and_weekend_meetings_widen_the_drawing():
    early, late = (
        Meeting(Weekday.MONDAY, time(7, 30), time(9)),
        Meeting(Weekday.SATURDAY, time(18), time(20, 5)),
    )
    week = draw([place("MUS-101", early, late)])
    assert (week.hours[0][0], week.hours[-1][0]) == ("07:00", "21:00")
    assert len(week.days) == 6


def test_what_overlaps_stands_side_by_side():
    week = draw([place("BIO-201", MONDAY_TEN)], asked=section("ART-110", MONDAY_ELEVEN, MONDAY_NOON))
    held, asked, later = week.blocks
    assert held.narrow and asked.narrow and not later.narrow
    assert held.x + held.width <= asked.x
    assert asked.x + asked.width <= 20
    assert asked.kind == "asked"


def test_a_waitlisted_place_is_marked_and_a_section_asked_about_is_drawn_once():
    held = place("BIO-201", MONDAY_TEN, status=Status.WAITLISTED)
    assert [block.kind for block in draw([held]).blocks] == ["waitlisted"]
    assert [block.kind for block in draw([held], asked=held.section).blocks] == ["asked"]
