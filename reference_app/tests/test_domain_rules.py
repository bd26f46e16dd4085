"""Each rule at its borders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_campus import ADDING_CLOSES, MARINE, NOW, STUDENTS, TERM, meeting, record, request, section

from university.domain.catalogue import Course, Section
from university.domain.enrolment import EnrolmentRequest, Refusal, Rule, Status, decide
from university.domain.errors import InvalidValue
from university.domain.holds import Hold, HoldKind
from university.domain.requirements import AllOf, AnyOf, Needs
from university.domain.rules.add_window import add_window
from university.domain.rules.corequisites import corequisites
from university.domain.rules.credit_limit import LIMIT, credit_limit
from university.domain.rules.duplicate import duplicate
from university.domain.rules.holds import holds
from university.domain.rules.prerequisites import prerequisites
from university.domain.rules.time_conflict import time_conflict
from university.domain.terms import Window

ALL = (add_window, holds, duplicate, prerequisites, corequisites, time_conflict, credit_limit)


@pytest.mark.parametrize("rule", ALL)
def test_a_plain_request_meets_every_rule(rule: Rule) -> None:
    assert rule(request()) is None


def code(refusal: Refusal | None) -> str | None:
    return refusal.code if refusal else None


class TestAddWindow:
    opens = TERM.instant(TERM.add.opens)

    @pytest.mark.parametrize(
        ("instant", "offset", "expected"),
        [
            (opens, -1, "enrolment.not_open"),
            (opens, 0, None),
            (ADDING_CLOSES, -1, None),
            (ADDING_CLOSES, 0, "deadline.passed"),
            (ADDING_CLOSES, 1, "deadline.passed"),
        ],
    )
    def test_the_window_is_half_open(self, instant: datetime, offset: int, expected: str | None) -> None:
        assert code(add_window(request(now=instant + timedelta(microseconds=offset)))) == expected

    def test_the_window_is_campus_time_in_summer_too(self) -> None:
        assert TERM.instant(datetime(2027, 7, 1, 17)) == datetime(2027, 7, 1, 16, tzinfo=UTC)

    def test_the_messages_say_when(self) -> None:
        early, late = request(now=self.opens - timedelta(days=1)), request(now=ADDING_CLOSES)
        assert add_window(early) == Refusal(
            "enrolment.not_open", "Adding courses for Spring 2027 opens on 01 December 2026 at 08:00."
        )
        assert add_window(late) == Refusal(
            "deadline.passed", "Adding courses for Spring 2027 closed on 01 February 2027 at 17:00."
        )


def hold(kind: HoldKind, *, hour: int = 9, released: bool = False) -> Hold:
    at = NOW.replace(hour=hour)
    return Hold(f"H-{hour}", "S-1", kind, f"{kind} reason", "U-1", at, at if released else None)


class TestHolds:
    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            (HoldKind.FINANCIAL, "hold.standing"),
            (HoldKind.ADVISING, "hold.standing"),
            (HoldKind.LIBRARY, None),
        ],
    )
    def test_the_kind_says_whether_it_stands_against_enrolling(
        self, kind: HoldKind, expected: str | None
    ) -> None:
        assert code(holds(request(holds=(hold(kind),)))) == expected

    def test_a_released_hold_stands_no_more(self) -> None:
        assert holds(request(holds=(hold(HoldKind.FINANCIAL, released=True),))) is None

    def test_every_reason_is_told_the_oldest_first(self) -> None:
        both = (hold(HoldKind.ADVISING, hour=11), hold(HoldKind.FINANCIAL, hour=10))
        refusal = holds(request(holds=both))
        assert refusal is not None
        assert refusal.message == (
            "A hold stands against enrolling (financial: financial reason; advising: advising reason)."
        )


class TestDuplicate:
    @pytest.mark.parametrize("where", ["timetable", "waitlists"])
    def test_another_section_of_the_course_counts(self, where: str) -> None:
        refusal = duplicate(request(**{where: (section("BIO-201-B"),)}))
        assert refusal == Refusal("enrolment.duplicate", "You already have a place in BIO-201-B.")

    def test_a_course_is_not_begun_again_after_withdrawing(self) -> None:
        refusal = duplicate(request(withdrawn=(section("BIO-201-B"),)))
        assert refusal == Refusal("enrolment.withdrawn", "You have withdrawn from BIO-201-B this term.")

    def test_another_course_does_not(self) -> None:
        others = (section("BIO-210-A"),)
        assert duplicate(request(timetable=others, waitlists=others, withdrawn=others)) is None


class TestPrerequisites:
    tree = AllOf((Needs("BIO-201", "C"), AnyOf((Needs("CHE-210"), Needs("CHE-220")))))
    course = Course("BIO-340", "Ocean Microbes", "BIO", 4, prerequisites=tree)

    @pytest.mark.parametrize(
        ("results", "missing"),
        [
            ((), "BIO-201 with C or better and (CHE-210 or CHE-220)"),
            (("BIO-201",), "CHE-210 or CHE-220"),
            (("BIO-201 C-", "CHE-220"), "BIO-201 with C or better"),
            (("CHE-210", "BIO-201 F"), "BIO-201 with C or better"),
        ],
    )
    def test_what_is_missing_is_named(self, results: tuple[str, ...], missing: str) -> None:
        refusal = prerequisites(request(course=self.course, record=record(*results)))
        assert refusal == Refusal("prerequisites.missing", f"BIO-340 requires {missing} first.")

    def test_one_way_of_several_is_enough(self) -> None:
        assert prerequisites(request(course=self.course, record=record("BIO-201 C", "CHE-220 D"))) is None

    def test_what_is_in_progress_counts_where_the_course_says_so(self) -> None:
        sitting = record(in_progress=("BIO-101",))
        lenient = replace(MARINE, prerequisites=Needs("BIO-101", in_progress=True))
        assert prerequisites(request(course=lenient, record=sitting)) is None
        assert code(prerequisites(request(record=sitting))) == "prerequisites.missing"


class TestCorequisites:
    laboratory = Course("BIO-201L", "Laboratory", "BIO", 1, corequisites=frozenset({"BIO-201", "CHE-101"}))

    def ask(self, *, done: tuple[str, ...] = (), now: tuple[str, ...] = (), waiting: tuple[str, ...] = ()):
        sections = [tuple(section(f"{code}-A") for code in codes) for codes in (now, waiting)]
        return corequisites(
            request(
                course=self.laboratory, record=record(*done), timetable=sections[0], waitlists=sections[1]
            )
        )

    @pytest.mark.parametrize(
        ("done", "now"),
        [((), ("BIO-201", "CHE-101")), (("CHE-101",), ("BIO-201",)), (("BIO-201", "CHE-101"), ())],
    )
    def test_each_is_taken_before_or_together(self, done: tuple[str, ...], now: tuple[str, ...]) -> None:
        assert self.ask(done=done, now=now) is None

    def test_the_missing_are_named_in_order(self) -> None:
        refusal = self.ask(waiting=("BIO-201",), done=("CHE-101 F",))
        assert refusal == Refusal(
            "corequisites.missing", "BIO-201L is taken with BIO-201, CHE-101: enrol there first."
        )


class TestTimeConflict:
    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            ("08:00", "09:00", None),
            ("10:00", "11:00", None),
            ("09:59", "11:00", "time.conflict"),
            ("08:00", "09:01", "time.conflict"),
            ("09:15", "09:45", "time.conflict"),
        ],
    )
    def test_meetings_are_half_open(self, start: str, end: str, expected: str | None) -> None:
        held = section("ART-101-A", meetings=(meeting(start, end),))
        assert code(time_conflict(request(timetable=(held,)))) == expected

    def test_a_wish_holds_no_hour(self) -> None:
        assert time_conflict(request(waitlists=(section("ART-101-A"),))) is None

    def test_the_message_names_both_meetings(self) -> None:
        held = section("ART-101-A", meetings=(meeting("09:30", "10:30"),))
        refusal = time_conflict(
            request(timetable=(section("ART-102-A", meetings=(meeting("07:00", "08:00"),)), held))
        )
        assert refusal is not None
        assert refusal.message == "BIO-201-A (Mon 09:00–10:00) overlaps ART-101-A (Mon 09:30–10:30)."


class TestCreditLimit:
    def test_the_limit_itself_is_allowed(self) -> None:
        assert credit_limit(request(registered_credits=LIMIT - MARINE.credits)) is None

    def test_one_more_is_not(self) -> None:
        refusal = credit_limit(request(registered_credits=LIMIT - MARINE.credits + 1))
        assert code(refusal) == "credits.exceeded"
        assert refusal is not None
        assert f"{LIMIT + 1} credits" in refusal.message

    def test_above_the_limit_already_not_even_a_course_without_credits(self) -> None:
        seminar = replace(MARINE, credits=0)
        assert credit_limit(request(course=seminar, registered_credits=LIMIT)) is None
        assert code(credit_limit(request(course=seminar, registered_credits=LIMIT + 2))) == "credits.exceeded"


class TestDecide:
    def test_every_reason_is_told_in_the_rules_order(self) -> None:
        asked = request(student=STUDENTS[4], record=record(), registered_credits=LIMIT)
        decision = decide(asked, ALL)
        assert decision.status is None
        assert [refusal.code for refusal in decision.refusals] == [
            "prerequisites.missing",
            "credits.exceeded",
        ]

    @pytest.mark.parametrize(
        ("taken", "waiting", "expected"),
        [
            (0, 0, Status.ENROLLED),
            (1, 0, Status.ENROLLED),
            (1, 1, Status.WAITLISTED),  # the free seat is for whoever waits already
            (2, 0, Status.WAITLISTED),
            (2, 1, Status.WAITLISTED),
        ],
    )
    def test_a_place_is_a_seat_or_else_the_waitlist(self, taken: int, waiting: int, expected: Status) -> None:
        decision = decide(request(seats_taken=taken, waiting=waiting), ALL)
        assert (decision.status, decision.refusals) == (expected, ())

    @pytest.mark.parametrize("taken", [1, 2])
    def test_full_is_full(self, taken: int) -> None:
        decision = decide(request(seats_taken=taken, waiting=2), ALL)
        assert decision.status is None
        assert [refusal.code for refusal in decision.refusals] == ["section.full"]


def term_with(**windows: Window) -> object:
    return replace(TERM, **windows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: meeting("10:00", "10:00"), "has no length"),
        (lambda: Course("X-1", "X", "X", -1), "-1 credits"),
        (lambda: Course("X-1", "X", "X", 1, prerequisites=AnyOf((Needs("Y-1"), Needs("X-1")))), "itself"),
        (lambda: Course("X-1", "X", "X", 1, corequisites=frozenset({"X-1"})), "requires itself"),
        (lambda: Section("X-1-A", "X-1", "t", "P-1", -1, 0), "negative size"),
        (lambda: Needs("X-1", "P"), "no minimum grade"),
        (lambda: AnyOf(()), "choice of nothing"),
        (lambda: Window(NOW, NOW + timedelta(1)), "without an offset"),
        (lambda: Window(datetime(2027, 1, 1), datetime(2027, 1, 1)), "never open"),
        (lambda: replace(TERM, ends=TERM.starts - timedelta(1)), "ends before it starts"),
        (lambda: term_with(withdraw=TERM.drop), "dropped and withdrawn from at one moment"),
    ],
)
def test_values_that_can_never_be_right_are_refused(make, says: str) -> None:
    with pytest.raises(InvalidValue, match=says) as refused:
        make()
    assert refused.value.remedy


def test_a_request_knows_nothing_that_it_was_not_given() -> None:
    bare = EnrolmentRequest(STUDENTS[0], section(), MARINE, TERM, NOW)
    assert [code(rule(bare)) for rule in ALL if rule(bare)] == ["prerequisites.missing"]
