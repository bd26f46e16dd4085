"""Another university's catalogue, slow to answer, for tasks that let waits overlap.

What is measured is a count: how many calls wait at the same moment. Seconds play no part, only a patience
after which a call that waits alone is let go.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from grader.vocabulary.lend import lent

Fetch = Callable[[str], str]
FetchAll = Callable[[Fetch, list[str]], object]

_PATIENCE = 0.5
"""Seconds that a first call waits for company. Where none comes, no later call waits."""
_CALLS = 16
"""That can wait at the same moment: more than any task gives codes."""
_OPEN = 0.03
"""Seconds that every call stays open, so that one call too many has time to show up."""
_FIRST = 5
"""The call for the first code stays open so much longer: answers do not arrive in the order of the codes."""


class Partner:
    """A catalogue whose calls are let go once `company` of them wait together.

    The answer for the first of `codes` takes longest. `failing` are codes for which the connection breaks.
    Two codes raise another exception: `"broken"` a ValueError, `"late"` a TimeoutError, which is an OSError
    but no ConnectionError.
    """

    def __init__(self, company: int, codes: Sequence[str] = (), failing: Sequence[str] = ()) -> None:
        self._company = company
        self._slow = codes[:1]
        self._failing = frozenset(failing)
        self._changed = threading.Condition()
        self._alone = False
        self._open = 0
        self.most = 0
        self.asked: list[str] = []

    def fetch(self, code: str) -> str:
        """What the partner says about a course. Raises ConnectionError for a failing one."""
        self._begin(code)
        time.sleep(_OPEN * (_FIRST if code in self._slow else 1))
        with self._changed:
            self._open -= 1
        if code in self._failing:
            raise ConnectionError(f"the connection broke at {code}")
        if code == "broken":
            raise ValueError("this is no course code")
        if code == "late":
            raise TimeoutError("the partner did not answer in time")
        return f"the partner's {code}"

    def _begin(self, code: str) -> None:
        """Wait for company."""
        with self._changed:
            self.asked.append(code)
            self._open += 1
            self.most = max(self.most, self._open)
            self._changed.notify_all()
            in_company = self._changed.wait_for(
                lambda: self._alone or self.most >= self._company, timeout=_PATIENCE
            )
            self._alone = self._alone or not in_company


JUDGED = frozenset({"asked", "fetched", "most_waiting"})
"""The partner counts where no learner's code runs (see grader.props)."""


def fetched(fetch_all: FetchAll, codes: list[str], *failing: str) -> object:
    """What `fetch_all` returns for these codes; the connection breaks at the failing ones."""
    return _fetch_all(fetch_all, Partner(1, codes, failing), codes)


def most_waiting(fetch_all: FetchAll, codes: list[str], company: int = 5) -> int:
    """How many calls waited at the same moment, at most."""
    partner = Partner(company, codes)
    _fetch_all(fetch_all, partner, codes)
    return partner.most


def asked(fetch_all: FetchAll, codes: list[str], *failing: str) -> list[str]:
    """The codes that the partner was asked for, in alphabetical order, as often as it was asked."""
    partner = Partner(1, codes, failing)
    _fetch_all(fetch_all, partner, codes)
    return sorted(partner.asked)


def _fetch_all(fetch_all: FetchAll, partner: Partner, codes: list[str]) -> object:
    with lent(fetch_all, partner.fetch, at_once=_CALLS) as fetch:
        return fetch_all(fetch, codes)
