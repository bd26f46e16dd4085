"""`acceptance(site, "desk").passes(because="…")`: the app's own end-to-end tests, on a learner's part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from grader import paths
from grader.props.morning import MORNING
from grader.vocabulary import describe, inner_pytest
from grader.vocabulary.failure import Failure, NotStarted
from grader.vocabulary.foreign import ForeignError, class_names
from grader.vocabulary.reach import Reached, reach
from grader.web.client import Client
from grader.web.limits import NoAnswer

FILES = {
    "catalogue": "test_catalogue_pages.py",
    "departments": "test_department_pages.py",
    "desk": "test_enrolment_desk.py",
    "desk_pages": "test_desk_pages.py",
    "errors": "test_site_errors.py",
}
"""The files of reference_app/tests/acceptance by the names that test cells use."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_NO_ANSWER = f"{NoAnswer.__module__}.{NoAnswer.__qualname__}: "


class Acceptance:
    """The tests of one file, on one site."""

    def __init__(self, app: Any, name: str) -> None:
        self._app, self._name = app, name

    def passes(self, *, because: str = "", kind: str = "the university's own tests of these pages") -> None:
        """Every test of the file passes; raises Failure that tells the first that does not."""
        told = f"`{FILES[self._name]}` of the university app"
        outcome = _Outcome(reach(self._app))
        # Only the first failure is told.
        code = run(paths.find().acceptance / FILES[self._name], outcome, "--maxfail=1")
        if any("NotImplementedError" in class_names(error) for error in outcome.errors):
            raise NotStarted(told, kind)
        if outcome.failures:
            test, reason = outcome.failures[0]
            raise Failure(told, f"failed in `{test}`: {reason}", "every test to pass", because, kind)
        if code != pytest.ExitCode.OK or not outcome.passed:
            raise RuntimeError(f"{told} could not be run: pytest ended with {code!r}.")


class _Outcome:
    """A pytest plugin: supplies `client` and `today`, and keeps what failed."""

    def __init__(self, site: Reached) -> None:
        self._site = site
        self._changed = True  # whoever built the app may have used it
        self.passed = 0
        self.failures: list[tuple[str, str]] = []
        self.errors: list[ForeignError] = []

    @pytest.fixture
    def client(self) -> Iterator[Client]:
        """A client, without cookies, of a site on which no test has changed anything.

        Building takes longer than most tests, and most only read: it is built anew only after a change.
        """
        if self._changed:
            self._site.renew()
            self._changed = False
        yield self._site.client(heard=self._heard)
        self.errors += self._site.errors()

    @pytest.fixture
    def today(self) -> date:
        """The day on which the site's clock stands."""
        return MORNING.date()

    def _heard(self, method: str, status: int | None) -> None:
        """A method that is safe (RFC 9110, 9.2.1) changes nothing, nor does what was refused (4xx)."""
        refused = status is not None and 400 <= status < 500
        self._changed = self._changed or not (method in _SAFE or refused)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a failure's name and message."""
        if report.failed:
            self.failures.append((report.nodeid.rsplit("::", 1)[-1], reason(report)))
        elif report.when == "call":
            self.passed += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be imported is a failure, too."""
        if report.failed:
            self.failures.append((report.nodeid, reason(report)))


def acceptance(app: Any, name: str) -> Acceptance:
    """The app's end-to-end tests called `name` (a key of FILES) for a site such as `university_site` builds.

    Raises KeyError for an unknown name.
    """
    if name not in FILES:
        raise KeyError(f"There are no acceptance tests {name!r}; choose one of {', '.join(FILES)}.")
    return Acceptance(app, name)


def run(file: Path, plugin: object, *options: str) -> int | pytest.ExitCode:
    """Run one file of acceptance tests here; `plugin` supplies its client and hears of the outcome.

    The tests say in words what is wrong, so nothing is lost where their asserts stay as they are written.
    """
    return inner_pytest.run(file.parent, plugin, "--capture=sys", str(file), *options)


def reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """What the test says is wrong, in a few words."""
    text = inner_pytest.message(report).removeprefix("AssertionError: ").removeprefix(_NO_ANSWER)
    return describe.cut(text.split("\nassert ")[0], 400)
