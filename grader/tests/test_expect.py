"""`expect`: what counts as equal, and what a failure says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grader import expect
from grader.props.enrolment import anyone, request, waiting
from grader.vocabulary.compare import same
from grader.vocabulary.failure import Failure


class EqualToAll:
    """Claims to be whatever it is compared with."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        raise RuntimeError("no repr")


def failure_of(check: Callable[[], object]) -> Failure:
    with pytest.raises(Failure) as caught:
        check()
    return caught.value


def giving(value: object) -> Callable[..., Any]:
    def answer(*args: object) -> object:
        return value

    return answer


NOON = dt.datetime(2027, 1, 20, 12, tzinfo=dt.UTC)

SAME = [
    (None, None),
    ([1, ("a", b"b")], [1, ("a", b"b")]),
    ({"a": 1, "b": [2]}, {"b": [2], "a": 1}),
    ({1, 2}, {2, 1}),
    (float("nan"), float("nan")),
    (Decimal("4.00"), Decimal("4.00")),
    (NOON, dt.datetime(2027, 1, 20, 13, tzinfo=ZoneInfo("Europe/Paris"))),
]
DIFFERENT = [
    (1, True),
    (1, 1.0),
    (Decimal("1"), 1),
    ([1], (1,)),
    ([1, 2], [1]),
    ({1}, {True}),
    ({1}, frozenset({1})),
    ({"a": 1}, {"a": True}),
    ({"a": 1}, {"b": 1}),
    ("a", b"a"),
    (NOON, NOON.replace(tzinfo=None)),
    (object(), object()),
    (EqualToAll(), 1),
    ([EqualToAll()], [1]),
    ({EqualToAll()}, {1}),
    (EqualToAll(), EqualToAll()),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_plain_data_is_equal_by_type_and_value(one: object, other: object) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_types_and_values_differ(one: object, other: object) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_a_subclass_of_a_plain_type_is_not_plain() -> None:
    class Loose(str):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = str.__hash__

    assert not same(Loose("x"), "y")


def test_a_list_that_holds_itself_ends() -> None:
    one: list[Any] = []
    one.append(one)
    other: list[Any] = []
    other.append(other)
    assert not same(one, other)


def test_an_object_handed_in_is_the_answer_and_its_twin_is_not() -> None:
    (ana,) = waiting("S-1")
    (twin,) = waiting("S-1")
    expect(giving(ana)).returns(ana)
    expect(list, [ana]).returns([ana])
    assert failure_of(lambda: expect(giving(twin)).returns(ana)).expected.startswith("`Enrolment(")


def test_the_message_tells_call_value_expectation_and_reason() -> None:
    ana, bo = waiting("S-1001", "S-1002")

    def next_in_line(line: list[object], can_take: object) -> object:
        return line[1]

    failure = failure_of(
        lambda: expect(next_in_line, [ana, bo], anyone()).returns(ana, because="Ana first.", kind="two")
    )
    assert str(failure) == (
        "`next_in_line([Enrolment(student='S-1001', …), Enrolment(student='S-1002', …)], anyone())` "
        "returned `Enrolment(student='S-1002', …)`; expected `Enrolment(student='S-1001', …)`. Ana first."
    )
    assert failure.concealed() == "For two: Ana first."


@pytest.mark.parametrize(
    ("returned", "expected", "told"),
    [
        (1, True, "returned `1` (an int); expected `True` (a bool)."),
        (None, 2, "returned `None`; expected `2`."),
        ([1, 2.0], [1, 2], "expected `[1, 2]`; at `[1]` stands `2.0` (a float, not an int)."),
        ({"a": [1, 3]}, {"a": [1, 2]}, "at `['a'][1]` stands `3`, not `2`."),
    ],
)
def test_the_message_names_types_and_places(returned: object, expected: object, told: str) -> None:
    assert told in str(failure_of(lambda: expect(giving(returned)).returns(expected)))


def test_the_call_is_told_as_it_was_before_it_changed_its_arguments() -> None:
    def drain(line: list[int]) -> int:
        line.clear()
        return 0

    assert str(failure_of(lambda: expect(drain, [1, 2]).returns(2))).startswith("`drain([1, 2])`")


def test_a_broken_repr_does_not_break_the_message() -> None:
    assert "returned `<EqualToAll object>`" in str(failure_of(lambda: expect(EqualToAll).returns(1)))


def test_long_values_are_cut() -> None:
    assert len(str(failure_of(lambda: expect(giving("x" * 10_000)).returns("y")))) < 400


def test_an_exception_is_told_as_the_answer() -> None:
    def divide(by: int) -> float:
        return 1 / by

    failure = failure_of(lambda: expect(divide, 0).returns(2, because="B."))
    assert str(failure) == "`divide(0)` raised ZeroDivisionError: division by zero; expected `2`. B."
    assert isinstance(failure.__cause__, ZeroDivisionError)


def test_ending_the_program_is_an_answer_like_any_exception() -> None:
    assert "raised SystemExit: 3" in str(failure_of(lambda: expect(exit, 3).returns(1)))


def test_raises_knows_base_classes_by_name() -> None:
    expect(int, "x").raises("ValueError")
    expect({}.__getitem__, 1).raises("LookupError")
    assert "expected `KeyError` to be raised" in str(failure_of(lambda: expect(int, "x").raises("KeyError")))
    assert "returned `3`" in str(failure_of(lambda: expect(int, "3").raises("ValueError")))


@pytest.mark.parametrize("name", ["Exception", "RuntimeError", "ValueError"])
def test_an_untouched_stub_never_passes_for_having_raised(name: str) -> None:
    def stub() -> None:
        raise NotImplementedError

    failure = failure_of(lambda: expect(stub).raises(name, because="B.", kind="k"))
    started = "This task is not started: the stub still raises NotImplementedError."
    assert (str(failure), failure.concealed()) == (started, started)


@dataclass
class Refusal:
    code: str
    message: str


def test_returns_with_compares_the_named_attributes_only() -> None:
    refuse = giving(Refusal("full", "any words"))
    expect(refuse).returns_with({"code": "full"})
    wrong = failure_of(lambda: expect(refuse).returns_with({"code": "late"}, because="B."))
    assert "whose `code` is `'full'`; expected an object with `code = 'late'`. B." in str(wrong)
    missing = failure_of(lambda: expect(giving(None)).returns_with({"code": "late"}))
    assert "has no usable attribute `code`" in str(missing)


def test_a_request_is_told_by_what_was_given() -> None:
    assert repr(request(credits=16, requires=["BIO-101"])) == "request(requires=['BIO-101'], credits=16)"


def test_the_time_limit_passes_through() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        expect(interrupted).returns(1)
