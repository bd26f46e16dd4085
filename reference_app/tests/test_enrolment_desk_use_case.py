"""Asking and enrolling at the desk, the same on every store."""

from __future__ import annotations

import pytest
from desk_helpers import WAITING, held, logged, refusals, seats
from small_campus import (
    ADDING_CLOSES,
    ANA,
    NOW,
    REGISTRAR,
    TERM,
    MakeUniversity,
    place,
    record,
    small_campus,
)

from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.domain.enrolment import Decision, EnrolmentRefused, Status
from university.domain.errors import NotFound


def test_enrolling_takes_a_seat_and_shows_in_the_timetable(make_university: MakeUniversity) -> None:
    university = make_university()
    desk = university.get(EnrolmentDesk)
    enrolment = desk.enrol(REGISTRAR, "S-1", "BIO-201-A")
    assert (enrolment.student, enrolment.section, enrolment.status) == ("S-1", "BIO-201-A", Status.ENROLLED)
    assert (enrolment.since, enrolment.expires) == (NOW, None)
    timetable = desk.timetable(REGISTRAR, "S-1")
    assert [entry.enrolment for entry in timetable.entries] == [enrolment]
    assert timetable.entries[0].course.title == "Marine Biology"
    assert (timetable.credits, timetable.term, timetable.withdrawing) == (4, TERM, False)
    assert timetable.record.completed == record("BIO-101").completed
    assert seats(university, "BIO-201-A") == (1, 0)
    assert logged(university) == [("enrolled", REGISTRAR.id, "S-1", "BIO-201-A", {})]


def test_the_next_student_waits_and_the_last_is_refused(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", WAITING)))
    desk = university.get(EnrolmentDesk)
    assert desk.enrol(REGISTRAR, "S-3", "BIO-201-A").status is WAITING
    with pytest.raises(EnrolmentRefused, match="waitlist are full"):
        desk.enrol(REGISTRAR, "S-4", "BIO-201-A")
    assert seats(university, "BIO-201-A") == (1, 2)
    assert [entry[0] for entry in logged(university)] == ["waitlisted"], "a refusal changes nothing"


def test_a_second_try_is_refused_as_a_duplicate_also_while_waiting(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A")))
    desk = university.get(EnrolmentDesk)
    desk.enrol(REGISTRAR, "S-2", "BIO-201-A")
    for student, section in [("S-1", "BIO-201-A"), ("S-2", "BIO-201-A"), ("S-2", "BIO-201-B")]:
        assert refusals(lambda who=student, wish=section: desk.enrol(REGISTRAR, who, wish))[0] == (
            "enrolment.duplicate"
        )
    assert seats(university, "BIO-201-A") == (1, 1)


def test_asking_changes_nothing_and_tells_what_enrolling_would(make_university: MakeUniversity) -> None:
    university = make_university()
    desk = university.get(EnrolmentDesk)
    assert desk.assess(REGISTRAR, "S-1", "BIO-201-A") == Decision(Status.ENROLLED)
    assert seats(university, "BIO-201-A") == (0, 0)
    assert held(desk, "S-1") == {}
    refused = desk.assess(REGISTRAR, "S-5", "BIO-201-A")
    assert [refusal.code for refusal in refused.refusals] == ["prerequisites.missing"]
    with pytest.raises(EnrolmentRefused) as error:
        desk.enrol(REGISTRAR, "S-5", "BIO-201-A")
    assert error.value.refusals == refused.refusals
    assert logged(university) == []


def test_a_seat_holds_its_hour_and_a_wish_does_not(make_university: MakeUniversity) -> None:
    offered = place("S-3", "BIO-201-A", Status.OFFERED)
    university = make_university(
        small_campus(place("S-1", "BIO-201-B"), place("S-2", "BIO-201-A", WAITING), offered)
    )
    desk = university.get(EnrolmentDesk)
    desk.enrol(REGISTRAR, "S-1", "ART-101-A")
    for number in ("S-2", "S-3"):
        assert desk.enrol(REGISTRAR, number, "ART-101-A").status is Status.ENROLLED
        assert desk.timetable(REGISTRAR, number).credits == 3, "only seats count for credits"


def test_a_course_begun_is_in_the_way_at_its_hour(make_university: MakeUniversity) -> None:
    desk = make_university(small_campus(place("S-1", "BIO-201-A"))).get(EnrolmentDesk)
    assert refusals(lambda: desk.enrol(REGISTRAR, "S-1", "ART-101-A")) == ["time.conflict"]


def test_adding_ends_with_its_window(make_university: MakeUniversity, clock: FixedClock) -> None:
    desk = make_university().get(EnrolmentDesk)
    clock.instant = ADDING_CLOSES
    with pytest.raises(EnrolmentRefused, match="closed on 01 February 2027"):
        desk.enrol(REGISTRAR, "S-1", "BIO-201-A")


def test_a_free_seat_is_for_whoever_waits_already(make_university: MakeUniversity) -> None:
    """The app stopped after a seat was given back and before it was offered."""
    university = make_university(small_campus(place("S-2", "BIO-201-A", WAITING)))
    desk = university.get(EnrolmentDesk)
    assert desk.assess(REGISTRAR, "S-1", "BIO-201-A") == Decision(WAITING)
    assert desk.enrol(REGISTRAR, "S-1", "BIO-201-A").status is WAITING
    assert held(desk, "S-2") == {"BIO-201-A": Status.OFFERED}, "and enrolling healed it"
    assert [entry[0] for entry in logged(university)] == ["waitlisted", "seat_offered"]


def test_who_comes_when_nobody_before_can_is_offered_the_seat_at_once(
    make_university: MakeUniversity,
) -> None:
    university = make_university(small_campus(place("S-2", "BIO-201-A", WAITING), place("S-2", "ART-101-A")))
    desk = university.get(EnrolmentDesk)
    assert desk.enrol(REGISTRAR, "S-1", "BIO-201-A").status is Status.OFFERED
    assert held(desk, "S-2")["BIO-201-A"] is WAITING


@pytest.mark.parametrize(
    ("student", "section"), [("S-9", "BIO-201-A"), ("S-1", "BIO-999-A"), ("", ""), ("S-1", "BIO-101-A-26A ")]
)
def test_what_does_not_exist_is_not_found(
    make_university: MakeUniversity, student: str, section: str
) -> None:
    desk = make_university().get(EnrolmentDesk)
    for action in (desk.assess, desk.enrol, desk.accept, desk.decline, desk.drop, desk.withdraw):
        with pytest.raises(NotFound):
            action(REGISTRAR, student, section)
    if student == "S-9":
        with pytest.raises(NotFound, match="no student S-9"):
            desk.timetable(REGISTRAR, student)


def test_a_student_acts_for_nobody_else(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-2", "BIO-201-A")))
    desk = university.get(EnrolmentDesk)
    assert desk.enrol(ANA, "S-1", "BIO-201-B").status is Status.ENROLLED
    assert desk.timetable(ANA, "S-1").credits == 4
    for action in (desk.assess, desk.enrol, desk.accept, desk.decline, desk.drop, desk.withdraw):
        with pytest.raises(NotFound, match="no student S-2"):
            action(ANA, "S-2", "BIO-201-A")
    with pytest.raises(NotFound):
        desk.timetable(ANA, "S-2")
    assert logged(university) == [("enrolled", ANA.id, "S-1", "BIO-201-B", {})]


def test_an_earlier_term_is_over(make_university: MakeUniversity) -> None:
    desk = make_university().get(EnrolmentDesk)
    codes = [refusal.code for refusal in desk.assess(REGISTRAR, "S-5", "BIO-101-A-26A").refusals]
    assert codes == ["deadline.passed"]
    assert refusals(lambda: desk.drop(REGISTRAR, "S-1", "BIO-101-A-26A")) == ["drop.closed"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", 5),
        ("  ana ", 1),
        ("ÖZTÜRK", 1),
        ("o'brien", 1),
        ("s-3", 1),
        ("S-", 5),
        ("%", 0),
        ("_", 0),
        ("'; --", 0),
    ],
)
def test_students_are_found_by_number_or_name(make_university: MakeUniversity, text: str, found: int) -> None:
    assert len(make_university().get(EnrolmentDesk).students(REGISTRAR, text)) == found
