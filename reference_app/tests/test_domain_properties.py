"""What holds for all timetables, all decisions, all grades and all waitlists."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_campus import ADDING_CLOSES, INTRO, MARINE, NOW, TERM, request

from university.domain.catalogue import Course
from university.domain.enrolment import (
    Decision,
    Enrolment,
    LeavingRequest,
    Refusal,
    Status,
    decide,
    drop_refusals,
    withdraw_refusals,
)
from university.domain.errors import InvalidValue
from university.domain.grading import POINTS, WITHOUT_POINTS, gpa
from university.domain.record import AcademicRecord, CourseResult, best_attempt
from university.domain.terms import Window
from university.domain.timetable import Meeting, Weekday, clash
from university.domain.waitlist import OFFER_LASTS, has_expired, next_in_line, offer

MINUTES_A_DAY = 24 * 60


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    start, end = sorted(
        draw(st.lists(st.integers(0, MINUTES_A_DAY - 1), min_size=2, max_size=2, unique=True))
    )
    at = [time(minutes // 60, minutes % 60) for minutes in (start, end)]
    return Meeting(draw(st.sampled_from(list(Weekday)[:2])), at[0], at[1])


def minutes(meeting: Meeting) -> set[tuple[Weekday, int]]:
    begins, ends = (at.hour * 60 + at.minute for at in (meeting.start, meeting.end))
    return {(meeting.day, minute) for minute in range(begins, ends)}


@given(meetings(), meetings())
def test_meetings_overlap_when_they_share_a_minute(one: Meeting, other: Meeting) -> None:
    assert one.overlaps(other) == bool(minutes(one) & minutes(other))


@given(st.lists(meetings(), max_size=4), st.lists(meetings(), max_size=4))
def test_a_clash_is_found_from_both_sides(one: list[Meeting], other: list[Meeting]) -> None:
    found = clash(one, other)
    assert (found is None) == (clash(other, one) is None)
    if found is not None:
        assert found[0] in one
        assert found[1] in other
        assert found[0].overlaps(found[1])


GRADES = st.lists(st.tuples(st.sampled_from(sorted(POINTS)), st.integers(1, 6)), min_size=1, max_size=12)


@given(GRADES)
def test_an_average_lies_between_the_grades(grades: list[tuple[str, int]]) -> None:
    average = gpa(grades)
    points = [POINTS[grade] for grade, _ in grades]
    assert average is not None
    assert min(points) <= average <= max(points)


@given(GRADES, st.randoms(use_true_random=False))
def test_an_average_ignores_order_and_grades_without_points(grades: list[tuple[str, int]], random) -> None:
    mixed = [*grades, *((grade, 4) for grade in sorted(WITHOUT_POINTS))]
    random.shuffle(mixed)
    assert gpa(mixed) == gpa(grades)


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        ([("A", 4), ("B", 4)], "3.50"),
        ([("A", 3), ("F", 1)], "3.00"),
        ([("B+", 1), ("B", 1), ("A-", 2)], "3.43"),  # 3.425: halves go up
        ([("C", 0), ("A", 2)], "4.00"),
    ],
)
def test_averages_that_were_worked_out_by_hand(grades: list[tuple[str, int]], expected: str) -> None:
    assert gpa(grades) == Decimal(expected)


@pytest.mark.parametrize("grades", [[], [("W", 4)], [("A", 0)]])
def test_nothing_counts_nothing_comes(grades: list[tuple[str, int]]) -> None:
    assert gpa(grades) is None


def test_an_unknown_grade_is_refused() -> None:
    with pytest.raises(InvalidValue, match="'E' is no grade"):
        gpa([("E", 4)])


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_the_longest_waiting_who_can_gets_the_seat(order: list[int], able: set[int]) -> None:
    waiting = [
        Enrolment(f"S-{hour}", "BIO-201-A", Status.WAITLISTED, NOW + timedelta(hours=hour)) for hour in order
    ]
    before = list(waiting)
    chosen = next_in_line(waiting, lambda number: int(number[2:]) in able)
    assert waiting == before
    assert (chosen and chosen.student) == (f"S-{min(able)}" if able else None)


@given(st.integers(1, 30))
def test_nobody_is_asked_twice_or_after_the_seat_is_given(size: int) -> None:
    assume(size > 1)
    asked: list[str] = []
    waiting = [Enrolment(f"S-{n}", "X-1-A", Status.WAITLISTED, NOW + timedelta(n)) for n in range(size)]
    next_in_line(reversed(waiting), lambda number: not asked.append(number) and number == "S-1")
    assert asked == ["S-0", "S-1"]


LOCAL = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1))


@given(LOCAL, LOCAL, LOCAL)
def test_a_window_is_open_from_its_first_instant_until_before_its_last(
    one: datetime, other: datetime, moment: datetime
) -> None:
    opens, closes = sorted((one, other))
    assume(opens < closes)
    window, now = Window(opens, closes), TERM.instant(moment)
    assume(TERM.instant(opens) < TERM.instant(closes))  # an hour that clocks show twice in autumn
    assert TERM.is_open(window, TERM.instant(opens))
    assert not TERM.is_open(window, TERM.instant(closes))
    assert TERM.is_open(window, now) == (TERM.instant(opens) <= now < TERM.instant(closes))


@given(st.lists(st.booleans(), max_size=5), st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
def test_a_decision_is_a_place_or_every_reason(
    met: list[bool], taken: int, waiting: int, capacity: int
) -> None:
    asked = request(seats_taken=taken, waiting=waiting)
    asked = replace(asked, section=replace(asked.section, capacity=capacity, waitlist_capacity=capacity))
    against = [Refusal(f"rule.{number}", "no") for number, fine in enumerate(met) if not fine]
    rules = [
        lambda _, fine=fine, number=number: None if fine else Refusal(f"rule.{number}", "no")
        for number, fine in enumerate(met)
    ]
    decision = decide(asked, rules)
    assert (decision.status is None) == bool(decision.refusals), "never both, never neither"
    if against:
        assert decision == Decision(None, tuple(against))
    elif taken < capacity and waiting == 0:
        assert decision.status is Status.ENROLLED
    elif waiting < capacity:
        assert decision.status is Status.WAITLISTED
    else:
        assert [refusal.code for refusal in decision.refusals] == ["section.full"]


ATTEMPTS = st.lists(
    st.builds(
        CourseResult,
        st.sampled_from(["BIO-101", "CHE-101", "MAT-101"]),
        st.just("t"),
        st.just(4),
        st.sampled_from([*POINTS, *sorted(WITHOUT_POINTS)]),
    ),
    max_size=12,
)


@given(ATTEMPTS)
def test_of_repeated_courses_the_best_attempt_counts(attempts: list[CourseResult]) -> None:
    counting = best_attempt(attempts)
    graded = [result for result in counting if result.grade in POINTS]
    assert len({result.course for result in graded}) == len(graded)
    for course in {result.course for result in attempts if result.grade in POINTS}:
        best = max(POINTS[r.grade] for r in attempts if r.course == course and r.grade in POINTS)
        assert [POINTS[result.grade] for result in graded if result.course == course] == [best]


@given(ATTEMPTS, st.sampled_from(sorted(POINTS)))
def test_repeating_never_lowers_an_average(attempts: list[CourseResult], grade: str) -> None:
    def average(results: list[CourseResult]) -> Decimal:
        return gpa((r.grade, r.credits) for r in best_attempt(results)) or Decimal(0)

    graded = [result for result in attempts if result.grade in POINTS]
    if graded:
        again = replace(graded[0], grade=grade)
        assert average([*attempts, again]) >= average(attempts)


@given(ATTEMPTS)
def test_a_course_earns_its_credits_once(attempts: list[CourseResult]) -> None:
    record = AcademicRecord(tuple(attempts))
    assert record.credits_earned == 4 * len(record.completed)
    assert all(record.has_passed(course) for course in record.completed)


@given(st.timedeltas(timedelta(0), ADDING_CLOSES - NOW - timedelta(microseconds=1)))
def test_an_offer_stands_for_a_day_but_not_beyond_adding(later: timedelta) -> None:
    now = NOW + later
    offered = offer(Enrolment("S-1", "X-1-A", Status.WAITLISTED, NOW), TERM, now)
    assert offered.status is Status.OFFERED
    assert offered.expires == min(now + OFFER_LASTS, ADDING_CLOSES)
    assert not has_expired(offered, now)
    assert has_expired(offered, now + OFFER_LASTS)


LABORATORY = Course("BIO-201L", "Laboratory", "BIO", 1, corequisites=frozenset({MARINE.code}))


@given(
    st.sampled_from(Status),
    st.timedeltas(timedelta(days=-60), timedelta(days=120)),
    st.lists(st.sampled_from([INTRO, LABORATORY]), unique=True),
    st.booleans(),
)
def test_a_seat_can_be_left_in_one_way_at_a_time(
    status: Status, later: timedelta, others: list[Course], graded: bool
) -> None:
    held = Enrolment("S-1", "BIO-201-A", status, NOW)
    asked = LeavingRequest(held, MARINE, TERM, NOW + later, tuple(others), graded)
    drops, withdraws = not drop_refusals(asked), not withdraw_refusals(asked)
    assert not (drops and withdraws)
    stays = graded or LABORATORY in others
    match status:
        case Status.ENROLLED:
            assert drops == (TERM.is_open(TERM.drop, asked.now) and not stays)
            assert withdraws == (TERM.is_open(TERM.withdraw, asked.now) and not stays)
        case Status.WITHDRAWN:
            assert not drops and not withdraws
        case _:
            assert drops and not withdraws, "a wait and an offer may be given back at any time"
