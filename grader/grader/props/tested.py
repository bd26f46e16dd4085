"""A learner's test file, run by pytest on parts that it tests: a right one and faulty ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from weakref import WeakKeyDictionary

from grader.props import turns
from grader.props.turns import Turn
from grader.props.waitlist_desk import Call, Desk
from grader.props.waitlists import RIGHT
from grader.vocabulary import describe
from grader.vocabulary.foreign import beside
from grader.vocabulary.lend import lent

TestFile = Callable[[], object]

JUDGED = frozenset({"means", "notices", "verdict"})
"""Names that a judge takes from its own copy of this module: they know which waitlist is tested, and keep it
(see grader.props.waitlist_desk); `turns.ran` runs the tests beside the learner's code, and knows nothing."""
_TURNS_FOR_ONE = 5
"""So many faulty waitlists for one turn of the right one. That has one always, and nobody can foresee which:
whoever forges failures by the order of the turns fails on a right one."""

_USUAL = """
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from waitlist import Waitlist


@pytest.fixture
def two():
    return Waitlist(2)


@pytest.mark.parametrize("student", ["S-1001"])
def test_joining(two, student):
    two.join(student)
    with pytest.raises(ValueError):
        Waitlist(0).join(student)


@settings(max_examples=5)
@given(st.lists(st.text(min_size=1), unique=True, max_size=30), st.integers(min_value=0, max_value=9))
def test_coming_out(students, more):
    waiting = Waitlist(30 + more)
    assert [waiting.join(student) for student in students] == [*range(1, len(students) + 1)]
"""
"""What a test file of the course looks like, with few examples: it is run for its imports."""


@dataclass
class _Known:
    """What the runs of one text have shown so far."""

    means: list[str] | None = None
    """Every run finds all tests before it begins."""
    asked: dict[int, list[Call]] = field(default_factory=dict)
    noticed: dict[Sequence[str], frozenset[str]] = field(default_factory=dict)


_known: WeakKeyDictionary[TestFile, dict[str, _Known]] = WeakKeyDictionary()
"""By learner's function, since a judge sees other learners' notebooks, too, and its text."""


def verdict(test_file: TestFile, name: str, *, backwards: bool = False) -> str:
    """What the tests say of the waitlist `name`: `all pass`, `no tests`, or the first failure.

    `backwards` runs them from the last to the first.
    """
    text = _text(test_file)
    if name == RIGHT:
        turn = _on_right(test_file, text, backwards)
    else:
        (turn,) = _at_desk(test_file, text, [name], backwards)
    if turn.failure is not None:
        return turn.failure
    return "all pass" if turn.tests else "no tests"


def notices(test_file: TestFile, *names: str, among: Sequence[str] = ()) -> list[str]:
    """Those of the faulty waitlists, by name, on which a test fails; none where one fails on the right
    waitlist, too.

    Where a task asks for one after the other, `among` are all of them: they are tested together, once.
    """
    text, group = _text(test_file), tuple(among or names)
    known = _of(test_file, text)
    if group not in known.noticed:
        order = [*group, *[RIGHT] * (1 + len(group) // _TURNS_FOR_ONE)]
        SystemRandom().shuffle(order)
        ended = zip(order, _at_desk(test_file, text, order), strict=True)
        failed = {name for name, turn in ended if turn.failure is not None}
        known.noticed[group] = frozenset() if RIGHT in failed else frozenset(failed)
    return [name for name in names if name in known.noticed[group]]


def means(test_file: TestFile) -> list[str]:
    """Which of three means the tests use: a `fixture` of their own, a `property`, a `table` (parametrize)."""
    text = _text(test_file)
    if _of(test_file, text).means is None:
        _on_right(test_file, text, collect=True)
    return sorted(_of(test_file, text).means or ())


def rehearse() -> None:
    """Run a test file once, see `turns.rehearse`."""
    turns.rehearse(_USUAL)


def _text(test_file: TestFile) -> str:
    text = test_file()
    if type(text) is not str:
        raise TypeError(f"{describe.type_name(text)} returned; return the test file as one text")
    return text


def _of(test_file: TestFile, text: str) -> _Known:
    return _known.setdefault(test_file, {}).setdefault(text, _Known())


def _on_right(test_file: TestFile, text: str, backwards: bool = False, collect: bool = False) -> Turn:
    turn, asked = beside(test_file, turns.__name__, "ran_on_right")(text, backwards, collect)
    known = _of(test_file, text)
    # A stranger's word, and good enough to guess by: what is not asked so in the end is asked of the desk.
    if isinstance(asked, dict) and not known.asked:
        known.asked = asked
    return _noted(known, [Turn(*turn)])[0]


def _at_desk(test_file: TestFile, text: str, names: Sequence[str], backwards: bool = False) -> list[Turn]:
    """How the tests ended on each of these. Raises ValueError for an unknown name."""
    known = _of(test_file, text)
    with lent(test_file, Desk(*names, asked=known.asked)) as desk:
        ended = beside(test_file, turns.__name__, "ran")(text, desk, len(names), backwards)
    return _noted(known, [Turn(*turn) for turn in ended])


def _noted(known: _Known, ended: list[Turn]) -> list[Turn]:
    if known.means is None:
        known.means = ended[0].means
    return ended
