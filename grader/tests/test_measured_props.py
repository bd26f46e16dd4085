"""Counted text is text that counts, and a limit on the count is kept or reported."""

from __future__ import annotations

import pytest

from grader.props.examples import keys_of, line_of
from grader.props.measured import Count, CountedText, Enrolments, steps, term, within


def of_each_student(enrolments: Enrolments, most: int) -> list[tuple[str, int]]:
    """How many sections the first `most` students hold: two hashes and a comparison an enrolment at most."""
    held: dict[str, int] = {}
    for student, _ in enrolments:
        held[student] = held.get(student, 0) + 1
    return [(f"{student}", number) for student, number in held.items()][:most]


def by_searching(enrolments: Enrolments, most: int) -> list[tuple[str, int]]:
    """The same by looking at every enrolment for each one, through a conversion to text."""
    students = [str(student) for student, _ in enrolments]
    return [(f"{student}", students.count(student)) for student in dict.fromkeys(students)][:most]


def test_counted_text_is_that_text() -> None:
    text = CountedText("S-1001", Count())
    assert (text == "S-1001", text != "S-1002", text < "S-1002", text in {"S-1001"}) == (
        True,
        True,
        True,
        True,
    )
    assert f"{text}!" == "S-1001!"


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda one, other: one == other, 1),
        (lambda one, other: one != other, 1),
        (lambda one, other: one < other, 1),
        (lambda one, other: one >= other, 1),
        (lambda one, other: one in ["S-1", "S-2", other], 3),
        (lambda one, other: {one, other}, 3),
        (lambda one, other: str(one) == "S-2", 1),
        (lambda one, other: sorted([one, other]), 1),
    ],
)
def test_each_comparison_and_hash_is_counted(act: object, expected: int) -> None:
    count = Count()
    assert callable(act)
    act(CountedText("S-1001", count), CountedText("S-1001", count))
    assert count.steps == expected


def test_a_term_may_have_many_sections() -> None:
    found = {section for _, section in term(students=400, sections=96)}
    assert len(found) == 87
    assert {"BIO-101-A", "STA-403-A"} <= found


def test_a_term_is_the_same_in_every_run_and_holds_each_pair_once() -> None:
    enrolments = term(students=60, sections=12)
    assert enrolments[:3] == [("S-1001", "BIO-101-A"), ("S-1002", "CHE-101-A"), ("S-1003", "BIO-101-A")]
    assert len(enrolments) == len(set(enrolments)) == 158
    assert len({student for student, _ in enrolments}) == 60


def test_within_the_limit_the_answer_is_returned() -> None:
    enrolments = term(students=60, sections=12)
    assert steps(of_each_student, enrolments, 1) <= 4 * len(enrolments)
    assert within(4, of_each_student, enrolments, 2) == [("S-1001", 3), ("S-1002", 3)]


def test_above_the_limit_the_count_is_told() -> None:
    answer = within(30, by_searching, term(students=60, sections=12), 2)
    assert isinstance(answer, str)
    assert answer.endswith("comparisons and hashes of student numbers; at most 4,740 are allowed")


def test_a_line_is_counted_from_one() -> None:
    assert line_of(lambda: ["a", "b"], 2) == "b"
    with pytest.raises(ValueError, match="ends after 2 lines"):
        line_of(lambda: ["a", "b"], 3)
    with pytest.raises(TypeError, match="tuple returned"):
        line_of(lambda: ("a", "b"), 1)


def test_keys_are_told_in_their_order() -> None:
    assert keys_of(dict, [("b", 1), ("a", 2)], c=3) == ["b", "a", "c"]
    with pytest.raises(TypeError, match="list returned, a dict is needed"):
        keys_of(list)
