"""Waitlists at a desk: who tests them asks by number and method, and finds out nothing but what they do.

Each question may wake another process. A test file asks the same of every waitlist, as long as the answers
are the same; so the desk remembers what each test asked of the right one, and when a test begins it tells
beforehand what the waitlist whose turn it is answers to that. Nobody learns more so than by asking.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grader.props.waitlists import KINDS, RIGHT, Waitlist

METHODS = frozenset({"join", "leave", "next", "__len__"})
MOST_CALLS = 20_000
"""In one turn: a test that waits for the end of a list on which nobody gets on would ask for ever."""

Call = list[Any]
"""A method, the two numbers of a waitlist (of the test that made it, and its own there), for how many it was
made, and the arguments."""
Told = tuple[Call, Any]
"""A call, and what the waitlist answers."""
_PLAIN = (str, int, bool, type(None))
_MOST_NOTED = 2000
_NO_TEST = -1
"""The number of what a file does before its first test."""


class Desk:
    """Keeps the waitlists of each turn, right or faulty ones."""

    def __init__(self, *names: str, asked: dict[int, list[Call]] | None = None) -> None:
        """`names` are the kinds, one for each turn; `asked` is what each test, by its number, asked of the
        right one, and is added to. Raises ValueError for an unknown kind."""
        for name in names:
            if name not in KINDS:
                raise ValueError(f"there is no waitlist {name!r}; choose one of {', '.join(KINDS)}")
        self._asked = {} if asked is None else asked
        self._turns = [_Turn(name, self._asked) for name in names]

    def __call__(self, word: str, turn: int, taken: int, *said: Any) -> Any:
        """`begin` a test, by its number: what its calls will be answered, as far as known; or `call`.

        `taken` is how many of the answers that were told beforehand have been used since. Raises what the
        waitlist raises, and RuntimeError when it was asked too often.
        """
        now = self._turns[turn]
        now.settle(taken)
        return now.begin(*said) if word == "begin" else now.call([*said])


class _Turn:
    """The waitlists of one turn, and what was asked of them."""

    def __init__(self, name: str, asked: dict[int, list[Call]]) -> None:
        self._name, self._asked = name, asked
        self._lists = _Lists(name)
        self._done: list[Call] = []
        self._ahead: list[Told] = []
        self._noted: list[Call] | None = None

    def settle(self, taken: int) -> None:
        """So many of the answers that were told beforehand count; the others were never asked for."""
        ahead, self._ahead = self._ahead[:taken], []
        for call, _ in ahead:
            self._do(call)

    def begin(self, test: int) -> list[Told]:
        """The next test: what is known of its calls."""
        self._noted = None
        if test in self._asked:
            self._ahead = [*self._foretold(self._asked[test])]
        elif self._name == RIGHT:
            self._noted = self._asked[test] = []
        return self._ahead

    def call(self, call: Call) -> Any:
        """What the waitlist answers."""
        if self._noted is not None and len(self._noted) < _MOST_NOTED:
            self._noted.append(call)
        return self._do(call)

    def _do(self, call: Call) -> Any:
        if len(self._done) >= MOST_CALLS:
            raise RuntimeError(f"the waitlists of one run were asked {MOST_CALLS:,} times")
        self._done.append(call)
        return self._lists.do(call)

    def _foretold(self, calls: list[Call]) -> Iterator[Told]:
        """On lists that stand as these do; up to the first call that raises, which must be asked for."""
        if len(self._done) > _MOST_NOTED:
            return
        lists = _Lists(self._name)
        for call in self._done:
            with contextlib.suppress(Exception):
                lists.do(call)
        with contextlib.suppress(Exception):
            for call in calls:
                yield call, lists.do(call)


class _Lists:
    """Waitlists of one kind, by the two numbers of each; made when first asked."""

    def __init__(self, name: str) -> None:
        self._kind = type("Waitlist", (KINDS[name],), {"everybody": []})
        self._kept: dict[tuple[int, int], Waitlist] = {}

    def do(self, call: Call) -> Any:
        """Raises what the waitlist raises, and AttributeError for another method."""
        method, test, number, most, *args = call
        if method not in METHODS:
            raise AttributeError(f"a waitlist has no {method}")
        place = test, number
        if place not in self._kept:
            self._kept[place] = self._kind(most)
        return getattr(self._kept[place], method)(*args)


class Line:
    """The way to the desk in one turn, beside the tests; what was told beforehand is not asked."""

    def __init__(self, desk: Callable[..., Any], turn: int) -> None:
        self._desk, self._turn = desk, turn
        self._ahead: list[Told] = []
        self._taken = 0
        self._test, self._numbers = _NO_TEST, itertools.count()
        self._lock = threading.Lock()

    def begin(self, test: int) -> None:
        """The test of this number is the next."""
        with self._lock:
            self._ahead = self._desk("begin", self._turn, self._taken, test)
            self._taken = 0
            self._test, self._numbers = test, itertools.count()

    def place(self) -> tuple[int, int]:
        """The two numbers of a new waitlist."""
        return self._test, next(self._numbers)

    def ask(self, *call: Any) -> Any:
        """The answer to a call. Raises what the waitlist raises."""
        with self._lock:
            if self._taken < len(self._ahead):
                foreseen, answer = self._ahead[self._taken]
                if _is_same(foreseen, call):
                    self._taken += 1
                    return answer
            taken, self._taken, self._ahead = self._taken, 0, []
            return self._desk("call", self._turn, taken, *call)


def _is_same(foreseen: Call, call: Sequence[Any]) -> bool:
    """Whether they are the same plain data: True is equal to 1, and something else."""
    return len(foreseen) == len(call) and all(
        type(one) is type(other) and type(one) in _PLAIN and one == other
        for one, other in zip(foreseen, call, strict=True)
    )


def waitlist_at(line: Line) -> type:
    """A class `Waitlist` whose objects do what those of the desk do."""

    class Waitlist:
        """Students who wait for a seat, in the order in which they joined; at most `most` of them."""

        def __init__(self, most: int) -> None:
            self._place = *line.place(), most

        def join(self, student: str) -> Any:
            """The student's place, counted from 1. Raises ValueError when the list is full."""
            return line.ask("join", *self._place, student)

        def leave(self, student: str) -> Any:
            """Take a student out; whether they waited."""
            return line.ask("leave", *self._place, student)

        def next(self) -> Any:
            """Take out who has waited longest, and return them; None when nobody waits."""
            return line.ask("next", *self._place)

        def __len__(self) -> int:
            length: int = line.ask("__len__", *self._place)
            return length

    Waitlist.__module__, Waitlist.__qualname__ = "waitlist", "Waitlist"
    return Waitlist
