"""Leaving a section, and the free seat's way to the waitlist, the same on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from desk_helpers import WAITING, held, logged, refusals, seats
from small_campus import (
    ADDING_CLOSES,
    ADMIN,
    ANA,
    COURSES,
    DROPPING_CLOSES,
    MARINE,
    NOW,
    PETROSYAN,
    REGISTRAR,
    SECTIONS,
    TERM,
    MakeUniversity,
    meeting,
    place,
    section,
    small_campus,
)

from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreBusy, StoreUnavailable
from university.application.offers import Offers
from university.application.ports.campus_store import Campus
from university.application.records import Records
from university.bootstrap import Container
from university.domain.access import Forbidden
from university.domain.catalogue import Course
from university.domain.enrolment import Refusal, Status
from university.domain.errors import NotFound
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.waitlist import OFFER_LASTS

OFFERED = Status.OFFERED
ONE_SEAT = "BIO-201-A"


@pytest.fixture
def full(make_university: MakeUniversity) -> Container:
    """S-1 has the only seat; S-3 has waited longer for it than S-2."""
    return make_university(
        small_campus(
            place("S-1", ONE_SEAT),
            place("S-2", ONE_SEAT, WAITING, hour=11),
            place("S-3", ONE_SEAT, WAITING, hour=10),
        )
    )


class TestDropping:
    def test_the_longest_waiting_is_offered_the_seat(self, full: Container) -> None:
        desk = full.get(EnrolmentDesk)
        (offer,) = desk.drop(REGISTRAR, "S-1", ONE_SEAT)
        assert (offer.student, offer.status, offer.expires) == ("S-3", OFFERED, NOW + OFFER_LASTS)
        assert offer.since == place("S-3", ONE_SEAT, hour=10).since, "the place in line stays on record"
        assert [held(desk, number) for number in ("S-1", "S-2", "S-3")] == [
            {},
            {ONE_SEAT: WAITING},
            {ONE_SEAT: OFFERED},
        ]
        assert seats(full, ONE_SEAT) == (1, 1)
        assert logged(full) == [
            ("dropped", "U-1", "S-1", ONE_SEAT, {"was": "enrolled"}),
            ("seat_offered", "U-1", "S-3", ONE_SEAT, {"expires": offer.expires.isoformat()}),
        ]

    def test_who_cannot_come_now_is_passed_over_and_keeps_the_place(
        self, make_university: MakeUniversity
    ) -> None:
        university = make_university(
            small_campus(
                place("S-1", ONE_SEAT),
                place("S-2", ONE_SEAT, WAITING, hour=10),
                place("S-3", ONE_SEAT, WAITING, hour=11),
                place("S-2", "ART-101-A"),
            )
        )
        desk = university.get(EnrolmentDesk)
        assert [offer.student for offer in desk.drop(REGISTRAR, "S-1", ONE_SEAT)] == ["S-3"]
        assert held(desk, "S-2") == {"ART-101-A": Status.ENROLLED, ONE_SEAT: WAITING}

    def test_when_adding_is_over_the_seat_stays_free(self, full: Container, clock: FixedClock) -> None:
        clock.instant = ADDING_CLOSES + timedelta(days=1)
        assert full.get(EnrolmentDesk).drop(REGISTRAR, "S-1", ONE_SEAT) == []
        assert seats(full, ONE_SEAT) == (0, 2)

    def test_leaving_a_waitlist_frees_no_seat(self, full: Container) -> None:
        assert full.get(EnrolmentDesk).drop(REGISTRAR, "S-2", ONE_SEAT) == []
        assert seats(full, ONE_SEAT) == (1, 1)
        assert logged(full) == [("dropped", "U-1", "S-2", ONE_SEAT, {"was": "waitlisted"})]

    def test_a_student_does_not_learn_who_is_next(self, full: Container) -> None:
        desk = full.get(EnrolmentDesk)
        assert desk.drop(ANA, "S-1", ONE_SEAT) == []
        assert held(desk, "S-3") == {ONE_SEAT: OFFERED}

    def test_without_a_place_there_is_nothing_to_leave(self, make_university: MakeUniversity) -> None:
        desk = make_university().get(EnrolmentDesk)
        for action in (desk.drop, desk.withdraw, desk.accept, desk.decline):
            with pytest.raises(NotFound, match=f"S-1 has no place in {ONE_SEAT}"):
                action(REGISTRAR, "S-1", ONE_SEAT)

    def test_a_dropped_seat_can_be_taken_again(self, make_university: MakeUniversity) -> None:
        university = make_university()
        desk = university.get(EnrolmentDesk)
        for student in ("S-1", "S-2", "S-1"):
            assert desk.enrol(REGISTRAR, student, "BIO-201-B").status is Status.ENROLLED
            desk.drop(REGISTRAR, student, "BIO-201-B")
        assert seats(university, "BIO-201-B") == (0, 0)

    def test_dropping_ends_with_its_window(self, full: Container, clock: FixedClock) -> None:
        desk = full.get(EnrolmentDesk)
        clock.instant = DROPPING_CLOSES
        assert refusals(lambda: desk.drop(REGISTRAR, "S-1", ONE_SEAT)) == ["drop.closed"]
        assert seats(full, ONE_SEAT) == (1, 2)
        assert desk.drop(REGISTRAR, "S-2", ONE_SEAT) == [], "a wait may be given up at any time"

    def test_a_corequisite_stays_while_it_is_needed(self, make_university: MakeUniversity) -> None:
        laboratory = Course("BIO-201L", "Laboratory", "BIO", 1, corequisites=frozenset({MARINE.code}))
        later = section("BIO-201L-A", meetings=(meeting("16:00", "18:00"),))
        campus = small_campus(sections=(*SECTIONS, later), courses=(*COURSES, laboratory))
        desk = make_university(campus).get(EnrolmentDesk)
        assert refusals(lambda: desk.enrol(REGISTRAR, "S-1", "BIO-201L-A")) == ["corequisites.missing"]
        desk.enrol(REGISTRAR, "S-1", ONE_SEAT)
        desk.enrol(REGISTRAR, "S-1", "BIO-201L-A")
        assert refusals(lambda: desk.drop(REGISTRAR, "S-1", ONE_SEAT)) == ["corequisite.needed"]
        desk.drop(REGISTRAR, "S-1", "BIO-201L-A")
        desk.drop(REGISTRAR, "S-1", ONE_SEAT)
        assert held(desk, "S-1") == {}


class TestWithdrawing:
    def test_a_withdrawal_leaves_a_w_and_frees_the_seat(self, full: Container, clock: FixedClock) -> None:
        desk = full.get(EnrolmentDesk)
        clock.instant = DROPPING_CLOSES
        assert desk.timetable(REGISTRAR, "S-1").withdrawing
        assert desk.withdraw(REGISTRAR, "S-1", ONE_SEAT) == [], "nobody is offered a seat after adding"
        assert held(desk, "S-1") == {ONE_SEAT: Status.WITHDRAWN}
        assert desk.timetable(REGISTRAR, "S-1").credits == 0
        assert seats(full, ONE_SEAT) == (0, 2)
        assert logged(full) == [("withdrew", "U-1", "S-1", ONE_SEAT, {"was": "enrolled"})]

    def test_there_is_no_way_back_in(self, make_university: MakeUniversity, clock: FixedClock) -> None:
        withdrawn = place("S-1", ONE_SEAT, Status.WITHDRAWN)
        desk = make_university(small_campus(withdrawn)).get(EnrolmentDesk)
        for wish in (ONE_SEAT, "BIO-201-B"):
            assert refusals(lambda wish=wish: desk.enrol(REGISTRAR, "S-1", wish)) == ["enrolment.withdrawn"]
        assert refusals(lambda: desk.drop(REGISTRAR, "S-1", ONE_SEAT)) == ["enrolment.withdrawn"]
        assert refusals(lambda: desk.withdraw(REGISTRAR, "S-1", ONE_SEAT)) == ["withdraw.no_seat"]

    def test_only_in_its_window_and_only_from_a_seat(self, full: Container, clock: FixedClock) -> None:
        desk = full.get(EnrolmentDesk)
        assert refusals(lambda: desk.withdraw(REGISTRAR, "S-1", ONE_SEAT)) == ["withdraw.closed"]
        clock.instant = TERM.instant(TERM.withdraw.closes)
        assert refusals(lambda: desk.withdraw(REGISTRAR, "S-1", ONE_SEAT)) == ["withdraw.closed"]
        assert refusals(lambda: desk.withdraw(REGISTRAR, "S-2", ONE_SEAT)) == ["withdraw.no_seat"]
        assert seats(full, ONE_SEAT) == (1, 2)


def graded_campus(state: SheetState, *, status: Status = Status.ENROLLED) -> Campus:
    """S-1 has a place, and an F on a sheet in that state."""
    campus = small_campus(place("S-1", ONE_SEAT, status))
    sheet = GradeSheet(ONE_SEAT, frozenset({"S-1"}), {"S-1": "F"}, state)
    return replace(campus, sheets=(*campus.sheets, sheet))


class TestGraded:
    @pytest.mark.parametrize("leave", ["drop", "withdraw"])
    def test_a_posted_grade_stays(
        self, make_university: MakeUniversity, clock: FixedClock, leave: str
    ) -> None:
        university = make_university(graded_campus(SheetState.POSTED))
        desk = university.get(EnrolmentDesk)
        before = university.get(Records).record(REGISTRAR, "S-1")
        clock.instant = NOW if leave == "drop" else DROPPING_CLOSES
        assert refusals(lambda: getattr(desk, leave)(REGISTRAR, "S-1", ONE_SEAT)) == ["leaving.graded"]
        assert university.get(Records).record(REGISTRAR, "S-1") == before
        assert (held(desk, "S-1"), logged(university)) == ({ONE_SEAT: Status.ENROLLED}, [])

    @pytest.mark.parametrize("state", [SheetState.DRAFT, SheetState.SUBMITTED])
    def test_a_grade_that_is_not_posted_does_not(
        self, make_university: MakeUniversity, clock: FixedClock, state: SheetState
    ) -> None:
        desk = make_university(graded_campus(state)).get(EnrolmentDesk)
        clock.instant = DROPPING_CLOSES
        desk.withdraw(REGISTRAR, "S-1", ONE_SEAT)
        assert held(desk, "S-1") == {ONE_SEAT: Status.WITHDRAWN}

    def test_the_window_is_asked_first(self, make_university: MakeUniversity, clock: FixedClock) -> None:
        desk = make_university(graded_campus(SheetState.POSTED)).get(EnrolmentDesk)
        assert refusals(lambda: desk.withdraw(REGISTRAR, "S-1", ONE_SEAT)) == ["withdraw.closed"]
        clock.instant = DROPPING_CLOSES
        assert refusals(lambda: desk.drop(REGISTRAR, "S-1", ONE_SEAT)) == ["drop.closed"]

    @pytest.mark.parametrize("status", [WAITING, OFFERED])
    def test_who_only_waits_may_go(self, make_university: MakeUniversity, status: Status) -> None:
        desk = make_university(graded_campus(SheetState.POSTED, status=status)).get(EnrolmentDesk)
        desk.drop(REGISTRAR, "S-1", ONE_SEAT)
        assert held(desk, "S-1") == {}


class TestAnswering:
    @pytest.fixture
    def offered(self, full: Container) -> Container:
        """S-3 was offered the seat, S-2 still waits."""
        full.get(EnrolmentDesk).drop(REGISTRAR, "S-1", ONE_SEAT)
        return full

    def test_accepting_makes_it_a_seat(self, offered: Container, clock: FixedClock) -> None:
        desk = offered.get(EnrolmentDesk)
        clock.instant = NOW + OFFER_LASTS - timedelta(microseconds=1)
        seat = desk.accept(REGISTRAR, "S-3", ONE_SEAT)
        assert (seat.status, seat.since, seat.expires) == (Status.ENROLLED, clock.now(), None)
        assert desk.timetable(REGISTRAR, "S-3").entries[0].enrolment == seat
        assert seats(offered, ONE_SEAT) == (1, 1)
        assert logged(offered)[2:] == [("enrolled", "U-1", "S-3", ONE_SEAT, {"was": "offered"})]

    def test_declining_passes_it_on(self, offered: Container) -> None:
        desk = offered.get(EnrolmentDesk)
        assert [offer.student for offer in desk.decline(REGISTRAR, "S-3", ONE_SEAT)] == ["S-2"]
        assert (held(desk, "S-3"), seats(offered, ONE_SEAT)) == ({}, (1, 0))
        assert [entry[0] for entry in logged(offered)[2:]] == ["dropped", "seat_offered"]

    def test_an_offer_ends_at_its_instant(self, offered: Container, clock: FixedClock) -> None:
        desk = offered.get(EnrolmentDesk)
        clock.instant = NOW + OFFER_LASTS
        assert refusals(lambda: desk.accept(REGISTRAR, "S-3", ONE_SEAT)) == ["offer.expired"]
        assert held(desk, "S-3") == {ONE_SEAT: OFFERED}, "asking too late changes nothing; the sweep does"

    def test_only_an_offer_can_be_answered(self, full: Container) -> None:
        desk = full.get(EnrolmentDesk)
        for action in (desk.accept, desk.decline):
            for student in ("S-1", "S-2"):
                assert refusals(lambda act=action, who=student: act(REGISTRAR, who, ONE_SEAT)) == [
                    "offer.none"
                ]
        assert logged(full) == []

    def test_every_rule_is_asked_again(self, offered: Container) -> None:
        desk = offered.get(EnrolmentDesk)
        desk.enrol(REGISTRAR, "S-3", "ART-101-A")
        assert refusals(lambda: desk.accept(REGISTRAR, "S-3", ONE_SEAT)) == ["time.conflict"]
        assert held(desk, "S-3")[ONE_SEAT] is OFFERED
        desk.drop(REGISTRAR, "S-3", "ART-101-A")
        assert desk.accept(REGISTRAR, "S-3", ONE_SEAT).status is Status.ENROLLED

    def test_an_offered_seat_is_nobody_elses(self, offered: Container) -> None:
        desk = offered.get(EnrolmentDesk)
        desk.drop(REGISTRAR, "S-2", ONE_SEAT)
        assert desk.enrol(REGISTRAR, "S-4", ONE_SEAT).status is WAITING
        assert seats(offered, ONE_SEAT) == (1, 1)


class TestSweeping:
    def test_expired_offers_end_and_the_seat_goes_on(self, full: Container, clock: FixedClock) -> None:
        desk = full.get(EnrolmentDesk)
        desk.drop(REGISTRAR, "S-1", ONE_SEAT)
        assert desk.sweep(REGISTRAR).expired == ()
        clock.instant = NOW + OFFER_LASTS
        swept = desk.sweep(REGISTRAR)
        assert [gone.student for gone in swept.expired] == ["S-3"]
        assert [made.student for made in swept.offered] == ["S-2"]
        assert (held(desk, "S-3"), held(desk, "S-2")) == ({}, {ONE_SEAT: OFFERED})
        assert [entry[0] for entry in logged(full)[2:]] == ["offer_expired", "seat_offered"]
        again = desk.sweep(REGISTRAR)
        assert (again.expired, again.offered) == ((), ()), "a second sweep finds nothing to do"

    def test_what_a_crash_left_is_healed(self, make_university: MakeUniversity) -> None:
        university = make_university(
            small_campus(
                *(place(f"S-{n}", ONE_SEAT, WAITING, hour=n) for n in (2, 3, 4)),
                sections=(section(capacity=2, waitlist=3),),
            )
        )
        assert [made.student for made in university.get(EnrolmentDesk).sweep(REGISTRAR).offered] == [
            "S-2",
            "S-3",
        ]
        assert seats(university, ONE_SEAT) == (2, 1)

    def test_offers_end_also_when_adding_is_over(self, full: Container, clock: FixedClock) -> None:
        clock.instant = ADDING_CLOSES - timedelta(hours=1)
        desk = full.get(EnrolmentDesk)
        (offer,) = desk.drop(REGISTRAR, "S-1", ONE_SEAT)
        assert offer.expires == ADDING_CLOSES
        clock.instant = ADDING_CLOSES
        swept = desk.sweep(REGISTRAR)
        assert ([gone.student for gone in swept.expired], swept.offered) == (["S-3"], ())
        assert seats(full, ONE_SEAT) == (0, 1)

    @pytest.mark.parametrize("user", [ANA, PETROSYAN, ADMIN], ids=lambda user: str(*user.roles))
    def test_it_is_the_registrars_work(self, full: Container, user) -> None:
        with pytest.raises(Forbidden):
            full.get(EnrolmentDesk).sweep(user)


@pytest.mark.parametrize("trouble", [StoreBusy, StoreUnavailable])
def test_a_change_that_was_made_is_not_undone_by_what_follows(
    full: Container,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    trouble: type[Exception],
) -> None:
    """The store goes away between a drop and the offer: the drop is kept, the next sweep does the rest."""
    desk = full.get(EnrolmentDesk)

    def fails(*_: object) -> object:
        raise trouble

    with monkeypatch.context() as patched:
        patched.setattr(Offers, "settle", fails)
        assert desk.drop(REGISTRAR, "S-1", ONE_SEAT) == []
    assert "is not settled" in caplog.text
    assert seats(full, ONE_SEAT) == (0, 2)
    assert [made.student for made in desk.sweep(REGISTRAR).offered] == ["S-3"]


def test_a_choice_is_checked_again_before_the_offer(make_university: MakeUniversity) -> None:
    """Whoever was chosen may be unable to come a moment later; then the next one is asked."""
    asked: list[str] = []

    def fine_the_first_time(request):
        asked.append(request.student.number)
        return Refusal("late", "") if asked.count("S-3") > 1 and request.student.number == "S-3" else None

    university = make_university(
        small_campus(
            place("S-1", ONE_SEAT),
            place("S-2", ONE_SEAT, WAITING, hour=11),
            place("S-3", ONE_SEAT, WAITING, hour=10),
        ),
        {"rule.holds": fine_the_first_time},
    )
    desk = university.get(EnrolmentDesk)
    assert [offer.student for offer in desk.drop(REGISTRAR, "S-1", ONE_SEAT)] == ["S-2"]
    assert held(desk, "S-3") == {ONE_SEAT: WAITING}


def test_a_waitlist_that_chooses_who_cannot_come_ends(make_university: MakeUniversity) -> None:
    university = make_university(
        small_campus(place("S-1", ONE_SEAT), place("S-2", ONE_SEAT, WAITING), place("S-2", "ART-101-A")),
        {"waitlist.next_in_line": lambda waiting, can_take: next(iter(waiting), None)},
    )
    assert university.get(EnrolmentDesk).drop(REGISTRAR, "S-1", ONE_SEAT) == []
    assert seats(university, ONE_SEAT) == (0, 1)


def test_a_seat_goes_to_nobody_from_outside_the_waitlist(make_university: MakeUniversity) -> None:
    outsider = place("S-4", ONE_SEAT, WAITING)
    university = make_university(
        small_campus(place("S-1", ONE_SEAT), place("S-2", ONE_SEAT, WAITING)),
        {"waitlist.next_in_line": lambda waiting, can_take: outsider},
    )
    desk = university.get(EnrolmentDesk)
    with pytest.raises(ValueError, match="not on its waitlist"):
        desk.drop(REGISTRAR, "S-1", ONE_SEAT)
    assert (held(desk, "S-4"), seats(university, ONE_SEAT)) == ({}, (0, 1))
