"""What holds for all timetables, all grades and all waitlists."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_campus import NOW

from university.domain.enrolment import Enrolment, Status
from university.domain.errors import InvalidValue
from university.domain.grading import POINTS, WITHOUT_POINTS, gpa
from university.domain.timetable import Meeting, Weekday, clash
from university.domain.waitlist import next_in_line

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
