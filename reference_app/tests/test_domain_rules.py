"""Each rule at its borders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_campus import MARINE, STUDENTS, TERM, meeting, request, section, student

from university.domain.catalogue import Course, Section, Term
from university.domain.enrolment import Refusal, Rule, Status, decide
from university.domain.errors import InvalidValue
from university.domain.rules.add_deadline import add_deadline
from university.domain.rules.credit_limit import LIMIT, credit_limit
from university.domain.rules.duplicate import duplicate
from university.domain.rules.prerequisites import prerequisites
from university.domain.rules.time_conflict import time_conflict

ALL = (add_deadline, duplicate, prerequisites, time_conflict, credit_limit)


@pytest.mark.parametrize("rule", ALL)
def test_a_plain_request_meets_every_rule(rule: Rule) -> None:
    assert rule(request()) is None


def code(refusal: Refusal | None) -> str | None:
    return refusal.code if refusal else None


class TestAddDeadline:
    closes = TERM.add_closes_at()

    @pytest.mark.parametrize(
        ("offset", "expected"), [(-1, None), (0, "deadline.passed"), (1, "deadline.passed")]
    )
    def test_the_window_is_half_open(self, offset: int, expected: str | None) -> None:
        now = self.closes + timedelta(microseconds=offset)
        assert code(add_deadline(request(now=now))) == expected

    def test_the_deadline_is_campus_time_in_summer_too(self) -> None:
        summer = Term("t", "T", TERM.starts, TERM.ends, datetime(2027, 7, 1, 17, 0), "Europe/London")
        assert summer.add_closes_at() == datetime(2027, 7, 1, 16, 0, tzinfo=UTC)

    def test_a_deadline_with_an_offset_is_refused(self) -> None:
        with pytest.raises(InvalidValue, match="without an offset"):
            Term("t", "T", TERM.starts, TERM.ends, datetime(2027, 7, 1, tzinfo=UTC), "Europe/London")


class TestDuplicate:
    def test_another_section_of_the_course_counts(self) -> None:
        refusal = duplicate(request(timetable=(section("BIO-201-B"),)))
        assert refusal == Refusal("enrolment.duplicate", "You already have a place in BIO-201-B.")

    def test_another_course_does_not(self) -> None:
        assert duplicate(request(timetable=(section("BIO-210-A"),))) is None


class TestPrerequisites:
    course = Course("BIO-340", "Ocean Microbes", "BIO", 4, prerequisites=frozenset({"CHE-210", "BIO-201"}))

    def test_all_are_needed_and_the_missing_are_named_in_order(self) -> None:
        refusal = prerequisites(request(course=self.course, student=student("S-1", completed=())))
        assert refusal is not None
        assert refusal.message == "BIO-340 requires BIO-201, CHE-210 first."

    def test_one_of_two_is_not_enough(self) -> None:
        who = student("S-1", completed=("BIO-201",))
        assert code(prerequisites(request(course=self.course, student=who))) == "prerequisites.missing"


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
        asked = request(student=STUDENTS[4], registered_credits=LIMIT)
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
            (2, 0, Status.WAITLISTED),
            (2, 1, Status.WAITLISTED),
        ],
    )
    def test_a_place_is_a_seat_or_else_the_waitlist(self, taken: int, waiting: int, expected: Status) -> None:
        decision = decide(request(seats_taken=taken, waiting=waiting), ALL)
        assert (decision.status, decision.refusals) == (expected, ())

    def test_full_is_full(self) -> None:
        decision = decide(request(seats_taken=2, waiting=2), ALL)
        assert decision.status is None
        assert [refusal.code for refusal in decision.refusals] == ["section.full"]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: meeting("10:00", "10:00"), "has no length"),
        (lambda: Course("X-1", "X", "X", -1), "-1 credits"),
        (lambda: Course("X-1", "X", "X", 1, prerequisites=frozenset({"X-1"})), "requires itself"),
        (lambda: Section("X-1-A", "X-1", "t", "Y", -1, 0), "negative size"),
    ],
)
def test_values_that_can_never_be_right_are_refused(make, says: str) -> None:
    with pytest.raises(InvalidValue, match=says) as refused:
        make()
    assert refused.value.remedy
