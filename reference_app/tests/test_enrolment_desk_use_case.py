"""The enrolment desk, the same on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest
from small_campus import NOW, TERM, MakeUniversity, place, small_campus

from university.adapters.clock import FixedClock
from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.bootstrap import Container
from university.domain.enrolment import Decision, EnrolmentRefused, Status
from university.domain.errors import NotFound

WAITING = Status.WAITLISTED


def seats(university: Container, section: str) -> tuple[int, int]:
    detail = university.get(Catalogue).course(section.rpartition("-")[0])
    return next((s.enrolled, s.waiting) for s in detail.sections if s.section.id == section)


def held(desk: EnrolmentDesk, student: str) -> dict[str, Status]:
    return {entry.section.id: entry.enrolment.status for entry in desk.timetable(student).entries}


def test_enrolling_takes_a_seat_and_shows_in_the_timetable(make_university: MakeUniversity) -> None:
    university = make_university()
    desk = university.get(EnrolmentDesk)
    enrolment = desk.enrol("S-1", "BIO-201-A")
    assert (enrolment.student, enrolment.section, enrolment.status) == ("S-1", "BIO-201-A", Status.ENROLLED)
    assert enrolment.since == NOW
    timetable = desk.timetable("S-1")
    assert [entry.enrolment for entry in timetable.entries] == [enrolment]
    assert timetable.entries[0].course.title == "Marine Biology"
    assert (timetable.credits, timetable.term) == (4, TERM)
    assert seats(university, "BIO-201-A") == (1, 0)


def test_the_next_student_waits_and_the_last_is_refused(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", WAITING)))
    desk = university.get(EnrolmentDesk)
    assert desk.enrol("S-3", "BIO-201-A").status is WAITING
    with pytest.raises(EnrolmentRefused, match="waitlist are full"):
        desk.enrol("S-4", "BIO-201-A")
    assert seats(university, "BIO-201-A") == (1, 2)


def test_a_second_try_is_refused_as_a_duplicate_also_while_waiting(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A")))
    desk = university.get(EnrolmentDesk)
    desk.enrol("S-2", "BIO-201-A")
    for student, section in [("S-1", "BIO-201-A"), ("S-2", "BIO-201-A"), ("S-2", "BIO-201-B")]:
        with pytest.raises(EnrolmentRefused) as refused:
            desk.enrol(student, section)
        assert refused.value.refusals[0].code == "enrolment.duplicate"
    assert seats(university, "BIO-201-A") == (1, 1)


def test_asking_changes_nothing_and_tells_what_enrolling_would(make_university: MakeUniversity) -> None:
    university = make_university()
    desk = university.get(EnrolmentDesk)
    assert desk.assess("S-1", "BIO-201-A") == Decision(Status.ENROLLED)
    assert seats(university, "BIO-201-A") == (0, 0)
    assert held(desk, "S-1") == {}
    refused = desk.assess("S-5", "BIO-201-A")
    assert [refusal.code for refusal in refused.refusals] == ["prerequisites.missing"]
    with pytest.raises(EnrolmentRefused) as error:
        desk.enrol("S-5", "BIO-201-A")
    assert error.value.refusals == refused.refusals


def test_a_seat_holds_its_hour_and_a_wish_does_not(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", WAITING)))
    desk = university.get(EnrolmentDesk)
    assert [refusal.code for refusal in desk.assess("S-1", "ART-101-A").refusals] == ["time.conflict"]
    assert desk.enrol("S-2", "ART-101-A").status is Status.ENROLLED
    assert desk.timetable("S-2").credits == 3, "only seats count for credits"


def test_after_the_deadline_nobody_is_enrolled(make_university: MakeUniversity, clock: FixedClock) -> None:
    desk = make_university().get(EnrolmentDesk)
    clock.instant = TERM.add_closes_at()
    with pytest.raises(EnrolmentRefused, match="closed on 01 February 2027"):
        desk.enrol("S-1", "BIO-201-A")


class TestDropping:
    def test_the_longest_waiting_gets_the_seat(self, make_university: MakeUniversity) -> None:
        university = make_university(
            small_campus(
                place("S-1", "BIO-201-A"),
                place("S-2", "BIO-201-A", WAITING, hour=11),
                place("S-3", "BIO-201-A", WAITING, hour=10),
            )
        )
        desk = university.get(EnrolmentDesk)
        promoted = desk.drop("S-1", "BIO-201-A")
        assert promoted is not None
        assert (promoted.student, promoted.status, promoted.since) == ("S-3", Status.ENROLLED, NOW)
        assert held(desk, "S-3") == {"BIO-201-A": Status.ENROLLED}
        assert held(desk, "S-2") == {"BIO-201-A": WAITING}
        assert held(desk, "S-1") == {}
        assert seats(university, "BIO-201-A") == (1, 1)

    def test_who_cannot_come_now_is_passed_over_and_keeps_the_place(
        self, make_university: MakeUniversity
    ) -> None:
        university = make_university(
            small_campus(
                place("S-1", "BIO-201-A"),
                place("S-2", "BIO-201-A", WAITING, hour=10),
                place("S-3", "BIO-201-A", WAITING, hour=11),
                place("S-2", "ART-101-A"),
            )
        )
        desk = university.get(EnrolmentDesk)
        promoted = desk.drop("S-1", "BIO-201-A")
        assert promoted is not None
        assert promoted.student == "S-3"
        assert held(desk, "S-2") == {"ART-101-A": Status.ENROLLED, "BIO-201-A": WAITING}

    def test_after_the_deadline_the_seat_stays_free(
        self, make_university: MakeUniversity, clock: FixedClock
    ) -> None:
        university = make_university(
            small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", WAITING))
        )
        clock.instant = TERM.add_closes_at() + timedelta(days=1)
        assert university.get(EnrolmentDesk).drop("S-1", "BIO-201-A") is None
        assert seats(university, "BIO-201-A") == (0, 1)

    def test_leaving_a_waitlist_promotes_nobody(self, make_university: MakeUniversity) -> None:
        university = make_university(
            small_campus(
                place("S-1", "BIO-201-A"),
                place("S-2", "BIO-201-A", WAITING),
                place("S-3", "BIO-201-A", WAITING),
            )
        )
        assert university.get(EnrolmentDesk).drop("S-2", "BIO-201-A") is None
        assert seats(university, "BIO-201-A") == (1, 1)

    def test_without_a_place_there_is_nothing_to_drop(self, make_university: MakeUniversity) -> None:
        desk = make_university().get(EnrolmentDesk)
        with pytest.raises(NotFound, match="S-1 has no place in BIO-201-A"):
            desk.drop("S-1", "BIO-201-A")

    def test_a_dropped_seat_can_be_taken_again(self, make_university: MakeUniversity) -> None:
        university = make_university()
        desk = university.get(EnrolmentDesk)
        for student in ("S-1", "S-2", "S-1"):
            assert desk.enrol(student, "BIO-201-B").status is Status.ENROLLED
            desk.drop(student, "BIO-201-B")
        assert seats(university, "BIO-201-B") == (0, 0)


@pytest.mark.parametrize(("student", "section"), [("S-9", "BIO-201-A"), ("S-1", "BIO-999-A"), ("", "")])
def test_what_does_not_exist_is_not_found(
    make_university: MakeUniversity, student: str, section: str
) -> None:
    desk = make_university().get(EnrolmentDesk)
    for action in (desk.assess, desk.enrol, desk.drop):
        with pytest.raises(NotFound):
            action(student, section)
    if student == "S-9":
        with pytest.raises(NotFound, match="no student S-9"):
            desk.timetable(student)


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
    assert len(make_university().get(EnrolmentDesk).students(text)) == found
