"""Repositories: what every store promises of places, students within reach, records and events."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from small_campus import (
    DRAWING,
    INTRO,
    MARINE,
    NOW,
    PAST,
    PROFESSORS,
    SECTIONS,
    TERM,
    MakeUniversity,
    meeting,
    place,
    section,
    small_campus,
)

from university.application.ports.campus_store import Campus
from university.application.ports.catalogue_repository import CatalogueRepository, CourseQuery, SectionSeats
from university.application.ports.enrolment_repository import EnrolmentRepository, Place
from university.application.ports.event_log import EventLog
from university.application.ports.record_repository import RecordRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.domain.access import Reach
from university.domain.enrolment import Status
from university.domain.events import Event, EventKind
from university.domain.gradesheet import SheetState
from university.domain.record import AcademicRecord, CourseResult
from university.domain.requirements import AllOf, AnyOf, Needs, Requirement, courses_in
from university.domain.terms import Term
from university.domain.timetable import Weekday


class TestPlaces:
    """What every repository of enrolments promises."""

    waiting = place("S-2", "BIO-201-A", Status.WAITLISTED, hour=8)

    def test_a_free_seat_is_not_to_be_had_while_somebody_waits(self, make_university: MakeUniversity) -> None:
        with make_university(small_campus(self.waiting)).get(Units)() as work:
            enrolments = work[EnrolmentRepository]
            assert not enrolments.add(place("S-1", "BIO-201-A"))
            assert enrolments.find("S-1", "BIO-201-A") is None
            joined = place("S-1", "BIO-201-A", Status.WAITLISTED, hour=9)
            assert enrolments.add(joined) == joined
            assert [each.student for each in enrolments.waiting("BIO-201-A")] == ["S-2", "S-1"]
            assert not enrolments.add(place("S-3", "BIO-201-A", Status.WAITLISTED)), (
                "the waitlist has two places"
            )

    def test_who_comes_later_waits_longer_whatever_clocks_say(self, make_university: MakeUniversity) -> None:
        campus = small_campus(self.waiting, sections=(section(capacity=1, waitlist=9),))
        with make_university(campus).get(Units)() as work:
            enrolments = work[EnrolmentRepository]
            for number, hour in (("S-1", 8), ("S-4", 1)):
                joined = enrolments.add(place(number, "BIO-201-A", Status.WAITLISTED, hour=hour))
                assert joined == enrolments.find(number, "BIO-201-A")
            assert [each.student for each in enrolments.waiting("BIO-201-A")] == ["S-2", "S-1", "S-4"]
            since = [each.since for each in enrolments.waiting("BIO-201-A")]
            assert since == [self.waiting.since + timedelta(microseconds=n) for n in range(3)]

    def test_a_place_moves_only_from_what_it_is(self, make_university: MakeUniversity) -> None:
        offered = place("S-2", "BIO-201-A", Status.OFFERED, hour=8)
        seat = replace(offered, status=Status.ENROLLED, since=NOW, expires=None)
        units = make_university(small_campus(self.waiting)).get(Units)
        with units() as work:
            enrolments = work[EnrolmentRepository]
            assert not enrolments.move(offered, seat), "it waits, and was not offered anything"
            assert enrolments.move(self.waiting, offered)
            assert not enrolments.move(self.waiting, offered), "nobody is offered two seats"
            assert enrolments.move(offered, seat)
            work.commit()
        with units() as work:
            assert work[EnrolmentRepository].find("S-2", "BIO-201-A") == seat
            assert self.counters(work) == (1, 0)

    def test_a_move_that_needs_a_seat_finds_one_or_changes_nothing(
        self, make_university: MakeUniversity
    ) -> None:
        campus = small_campus(place("S-1", "BIO-201-A"), self.waiting)
        with make_university(campus).get(Units)() as work:
            enrolments = work[EnrolmentRepository]
            assert not enrolments.move(self.waiting, place("S-2", "BIO-201-A", Status.OFFERED, hour=8))
            assert (enrolments.find("S-2", "BIO-201-A"), self.counters(work)) == (self.waiting, (1, 1))

    def test_a_withdrawal_frees_the_seat(self, make_university: MakeUniversity) -> None:
        held = place("S-1", "BIO-201-A")
        with make_university(small_campus(held)).get(Units)() as work:
            assert work[EnrolmentRepository].move(held, replace(held, status=Status.WITHDRAWN))
            assert self.counters(work) == (0, 0)

    def test_expired_offers_are_found_the_oldest_first(self, make_university: MakeUniversity) -> None:
        offers = [
            place("S-1", "BIO-201-A", Status.OFFERED, hour=10),
            place("S-2", "BIO-201-B", Status.OFFERED, hour=9),
        ]
        with make_university(small_campus(*offers, place("S-3", "ART-101-A"))).get(Units)() as work:
            enrolments, over = work[EnrolmentRepository], NOW + timedelta(days=1)
            assert enrolments.expired(over - timedelta(microseconds=1)) == []
            assert enrolments.expired(over) == offers[::-1]
            assert enrolments.expired(over, "BIO-201-A") == offers[:1]

    def test_awaited_sections_have_a_free_seat_and_a_line(self, make_university: MakeUniversity) -> None:
        full = (place("S-1", "BIO-201-A"), self.waiting)
        campus = small_campus(*full, place("S-3", "ART-101-A", Status.WAITLISTED))
        with make_university(campus).get(Units)() as work:
            enrolments = work[EnrolmentRepository]
            assert enrolments.awaited([TERM.code]) == ["ART-101-A"]
            assert enrolments.awaited([PAST.code]) == enrolments.awaited([]) == []

    def counters(self, work: UnitOfWork) -> tuple[int, int]:
        seats = work[CatalogueRepository].section("BIO-201-A")
        assert seats is not None
        return seats.seats_taken, seats.waiting


TREES = (
    Needs("BIO-101"),
    AllOf((Needs("BIO-101", "B-"), Needs("ART-101"))),
    AnyOf((Needs("BIO-101"), AllOf((Needs("ART-101", in_progress=True), Needs("BIO-101", "C"))))),
    AllOf((AnyOf((Needs("ART-101"), AllOf())), AllOf((AnyOf((Needs("BIO-101", "A"),)),)), Needs("BIO-101"))),
)


class TestCatalogue:
    """What is kept comes back as it was, whichever way it is asked for."""

    @pytest.mark.parametrize("tree", TREES, ids=range(len(TREES)))
    def test_requirements_of_any_shape(self, make_university: MakeUniversity, tree: Requirement) -> None:
        marine = replace(MARINE, prerequisites=tree, corequisites=frozenset({"BIO-101", "ART-101"}))
        campus = small_campus(courses=(DRAWING, INTRO, marine))
        with make_university(campus).get(Units)() as work:
            catalogue = work[CatalogueRepository]
            assert catalogue.courses(["BIO-201", "BIO-101", "NO-1"]) == [INTRO, marine]
            assert catalogue.courses([]) == []
            assert catalogue.courses_of("BIO") == [INTRO, marine]
            assert catalogue.search(CourseQuery(text="marine", page_size=1)) == ([marine], 1)
            assert catalogue.search(CourseQuery(page=2, page_size=2)) == ([marine], 3)
            assert catalogue.required_by("BIO-101") == [marine]
            assert catalogue.required_by("ART-101") == ([marine] if "ART-101" in courses_in(tree) else [])

    def test_a_place_has_its_whole_course(self, make_university: MakeUniversity) -> None:
        marine = replace(MARINE, prerequisites=TREES[2], corequisites=frozenset({"BIO-101", "ART-101"}))
        twice = section("BIO-201-A", meetings=(meeting(), meeting(day=Weekday.FRIDAY)))
        campus = small_campus(
            place("S-1", twice.id), courses=(DRAWING, INTRO, marine), sections=(*SECTIONS[:1], twice)
        )
        with make_university(campus).get(Units)() as work:
            places = work[EnrolmentRepository].of_student("S-1", TERM.code)
            assert places == [Place(place("S-1", twice.id), twice, marine)]

    def test_terms_come_in_the_order_of_time_with_their_windows(
        self, make_university: MakeUniversity
    ) -> None:
        with make_university(replace(small_campus(), terms=(TERM, PAST))).get(Units)() as work:
            catalogue = work[CatalogueRepository]
            assert catalogue.terms() == [PAST, TERM]
            assert (catalogue.term(TERM.code), catalogue.term("NO-1")) == (TERM, None)

    def test_sections_with_who_teaches_them_and_their_counters(self, make_university: MakeUniversity) -> None:
        places = (
            place("S-1", "ART-101-A"),
            place("S-2", "ART-101-A", Status.OFFERED),
            place("S-3", "ART-101-A", Status.WITHDRAWN),
            place("S-4", "ART-101-A", Status.WAITLISTED),
        )
        with make_university(small_campus(*places)).get(Units)() as work:
            catalogue = work[CatalogueRepository]
            found = catalogue.section("ART-101-A")
            assert found == SectionSeats(SECTIONS[0], PROFESSORS[1], seats_taken=2, waiting=1)
            assert catalogue.sections("ART-101", TERM.code) == [found]
            assert [each.section for each in catalogue.sections("BIO-201", TERM.code)] == [*SECTIONS[1:]]
            assert catalogue.section("NO-1") is None


class TestStudentsWithinReach:
    """What lies beyond a user's reach is not there, in whichever way it is asked for."""

    @pytest.mark.parametrize(
        ("within", "seen"),
        [
            (Reach(everything=True), ["S-1", "S-2", "S-3", "S-4", "S-5"]),
            (Reach(student="S-2"), ["S-2"]),
            (Reach(professor="P-2"), ["S-3"]),  # who waits, or has withdrawn, does not sit there
            (Reach(professor="P-1"), ["S-1", "S-2", "S-3", "S-4"]),
            (Reach(professor="P-2", student="S-5"), ["S-3", "S-5"]),
            (Reach(professor="P-9"), []),
            (Reach(), []),
        ],
    )
    def test_a_reach_limits_every_query(
        self, make_university: MakeUniversity, within: Reach, seen: list[str]
    ) -> None:
        campus = small_campus(
            place("S-3", "ART-101-A"),
            place("S-4", "ART-101-A", Status.WITHDRAWN),
            place("S-5", "ART-101-A", Status.WAITLISTED),
        )
        with make_university(campus).get(Units)() as work:
            students = work[StudentRepository]
            assert [each.number for each in students.search("", 20, within=within)] == seen
            for number in ("S-1", "S-2", "S-3", "S-4", "S-5"):
                for get in (students.get, students.get_for_change):
                    assert (get(number, within=within) is not None) == (number in seen)


class TestRecords:
    """Records follow from posted sheets and withdrawals, and from nothing else."""

    def of(self, make_university: MakeUniversity, campus: Campus, before: Term | None) -> AcademicRecord:
        with make_university(campus).get(Units)() as work:
            return work[RecordRepository].of("S-1", before)

    def test_posted_grades_of_earlier_terms(self, make_university: MakeUniversity) -> None:
        campus = small_campus(place("S-1", "BIO-201-A"), place("S-1", "ART-101-A", Status.WITHDRAWN))
        passed = CourseResult("BIO-101", PAST.code, 4, "B")
        dropped_late = CourseResult("ART-101", TERM.code, 3, "W")
        assert self.of(make_university, campus, TERM) == AcademicRecord((passed,))
        assert self.of(make_university, campus, PAST) == AcademicRecord()
        assert self.of(make_university, campus, None) == AcademicRecord(
            (passed, dropped_late), frozenset({"BIO-201"})
        )

    @pytest.mark.parametrize("state", [SheetState.DRAFT, SheetState.SUBMITTED])
    def test_what_is_not_posted_is_in_progress(
        self, make_university: MakeUniversity, state: SheetState
    ) -> None:
        campus = small_campus()
        campus = replace(campus, sheets=tuple(replace(sheet, state=state) for sheet in campus.sheets))
        expected = AcademicRecord((), frozenset({"BIO-101"}))
        assert self.of(make_university, campus, TERM) == expected
        assert self.of(make_university, replace(campus, sheets=()), TERM) == expected

    @pytest.mark.parametrize("status", [Status.WAITLISTED, Status.OFFERED])
    def test_waiting_is_no_progress(self, make_university: MakeUniversity, status: Status) -> None:
        campus = small_campus(place("S-1", "BIO-201-A", status))
        assert self.of(make_university, campus, None).in_progress == frozenset()


def test_events_come_back_in_their_order(make_university: MakeUniversity) -> None:
    units = make_university().get(Units)
    events = [
        Event(EventKind.DROPPED, NOW, "U-1", "S-1", "BIO-201-A", {"was": "enrolled", "note": "Öl & Ähren"}),
        Event(EventKind.TRANSCRIPT_ISSUED, NOW + timedelta(microseconds=1), "U-2", "S-1"),
        Event(EventKind.APPLICATION_ADVANCED, NOW, "U-3"),
    ]
    for event in events:
        with units() as work:
            work[EventLog].append(event)
            work.commit()
    with units() as work:
        work[EventLog].append(events[0])  # not committed
    with units() as work:
        found = work[EventLog].after(0, 10)
        assert [(e.kind, e.at, e.actor, e.student, e.section, dict(e.details)) for _, e in found] == [
            (e.kind, e.at, e.actor, e.student, e.section, dict(e.details)) for e in events
        ]
        positions = [position for position, _ in found]
        assert positions == sorted(set(positions))
        assert work[EventLog].after(positions[0], 1) == found[1:2]
        assert work[EventLog].after(positions[-1], 10) == []
