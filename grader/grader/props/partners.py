"""Another university's catalogue, slow to answer, for tasks that let waits overlap.

What is measured is a count: how many calls wait at the same moment. Seconds decide nothing: a call that waits
in vain is let go once the machine had time for others and nobody came.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from grader.vocabulary.lend import lent

Fetch = Callable[[str], str]
FetchAll = Callable[[Fetch, list[str]], object]

_MOMENT = 0.01
"""Seconds. One that took much longer shows a busy machine, on which others are late as well: it counts for
nothing, so that the moments that are waited can be few."""
_LATE = 2 * _MOMENT
_PATIENCE = 10
"""Moments in a row in which nothing happens, until who waits is let go."""
_OPEN = 2
"""Moments that every call stays open, so that one call too many has time to show up."""
_LONE = 3
"""Calls in a row that nobody joined, after which none stays open any longer: they are made in turn."""
_LONGEST = 2.0
"""Seconds after which nobody waits any more, on however busy a machine."""
_CALLS = 16
"""That can wait at the same moment: more than any task gives codes."""


class Partner:
    """A catalogue whose calls are let go once `company` of them wait together, and are counted.

    The first call for the first of `codes` is answered after all others. `failing` are codes for which the
    connection breaks. Two codes raise another exception: `"broken"` a ValueError, `"late"` a TimeoutError,
    which is an OSError but no ConnectionError.
    """

    def __init__(self, company: int = 1, codes: Sequence[str] = (), failing: Sequence[str] = ()) -> None:
        self._company = company
        self._others = len(codes) - 1
        self._last = codes[0] if codes else None
        self._failing = frozenset(failing)
        self._changed = threading.Condition()
        self._alone = False
        self._lone = 0
        self._open = 0
        self._answered = 0
        self.most = 0
        self.asked: list[str] = []

    def fetch(self, code: str) -> str:
        """What the partner says about a course. Raises ConnectionError for a failing one."""
        with self._changed:
            self.asked.append(code)
            self._open += 1
            self.most = max(self.most, self._open)
            self._changed.notify_all()
            count = len(self.asked)
            is_last = code == self._last and self.asked.count(code) == 1
        if self._company > 1:
            self._wait_for_company(count)
        if is_last and self._wait(lambda: self._answered >= self._others):
            _stay_open()  # what they were answered is still on its way
        with self._changed:
            self._open -= 1
            self._answered += 1
            self._changed.notify_all()
        return self._answer(code)

    def _answer(self, code: str) -> str:
        if code in self._failing:
            raise ConnectionError(f"the connection broke at {code}")
        if code == "broken":
            raise ValueError("this is no course code")
        if code == "late":
            raise TimeoutError("the partner did not answer in time")
        return f"the partner's {code}"

    def _wait_for_company(self, count: int) -> None:
        in_company = self._wait(lambda: self._alone or self.most >= self._company)
        self._alone = self._alone or not in_company
        if self._lone < _LONE:
            _stay_open()
        with self._changed:
            was_lone = self._open == 1 and len(self.asked) == count
            self._lone = self._lone + 1 if was_lone else 0

    def _wait(self, ready: Callable[[], bool]) -> bool:
        """Wait until it is so, or nothing has happened for long enough; whether it is so."""
        quiet, end = 0, time.monotonic() + _LONGEST
        with self._changed:
            while not ready() and quiet < _PATIENCE and time.monotonic() < end:
                began = time.monotonic()
                nothing_happened = not self._changed.wait(_MOMENT)
                quiet = quiet + 1 if nothing_happened and time.monotonic() - began < _LATE else 0
            return ready()


def _stay_open() -> None:
    left, end = _OPEN, time.monotonic() + _LONGEST
    while left and time.monotonic() < end:
        began = time.monotonic()
        time.sleep(_MOMENT)
        left -= time.monotonic() - began < _LATE


JUDGED = frozenset({"asked", "fetched", "most_waiting"})
"""The partner counts where no learner's code runs (see grader.props)."""


def fetched(fetch_all: FetchAll, codes: list[str], *failing: str) -> object:
    """What `fetch_all` returns for these codes; the connection breaks at the failing ones."""
    return _fetch_all(fetch_all, Partner(1, codes, failing), codes)


def most_waiting(fetch_all: FetchAll, codes: list[str], company: int = 5) -> int:
    """How many calls waited at the same moment, at most."""
    partner = Partner(company)
    _fetch_all(fetch_all, partner, codes)
    return partner.most


def asked(fetch_all: FetchAll, codes: list[str], *failing: str) -> list[str]:
    """The codes that the partner was asked for, in alphabetical order, as often as it was asked."""
    partner = Partner(failing=failing)
    _fetch_all(fetch_all, partner, codes)
    return sorted(partner.asked)


def _fetch_all(fetch_all: FetchAll, partner: Partner, codes: list[str]) -> object:
    with lent(fetch_all, partner.fetch, at_once=_CALLS) as fetch:
        return fetch_all(fetch, codes)
