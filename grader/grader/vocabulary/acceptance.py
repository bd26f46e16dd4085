"""`acceptance(site, "desk").passes(because="…")`: the app's own end-to-end tests, on a learner's part."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Response, request

from grader import paths
from grader.vocabulary import describe
from grader.vocabulary.failure import Failure, NotStarted
from grader.vocabulary.foreign import beside
from grader.vocabulary.sending import errors_of

FILES = {
    "catalogue": "test_catalogue_pages.py",
    "departments": "test_department_pages.py",
    "desk": "test_enrolment_desk.py",
    "errors": "test_site_errors.py",
}
"""The files of reference_app/tests/acceptance by the names that test cells use."""

FRESH = "grader.fresh"
"""Where a site that `grader.props.site` built keeps how to build it anew, in `app.extensions`."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_UNUSED = (
    *("terminal", "cacheprovider", "warnings", "faulthandler", "junitxml", "pastebin", "doctest", "unittest"),
    *("setuponly", "setupplan", "stepwise", "logging", "unraisableexception", "threadexception", "subtests"),
)
"""Plugins that pytest would load and ask in vain; two of them also collect all garbage at the end."""


class Acceptance:
    """The tests of one file, on one site."""

    def __init__(self, app: Any, name: str) -> None:
        self._app, self._name = app, name

    def passes(self, *, because: str = "", kind: str = "the university's own tests of these pages") -> None:
        """Every test of the file passes; raises Failure that tells the first that does not."""
        told = f"`{FILES[self._name]}` of the university app"
        match beside(self._app, __name__, "run")(self._app, self._name):
            case {"not_started": True}:
                raise NotStarted(told, kind)
            case {"failures": [(test, reason), *_]}:
                failed = f"failed in `{describe.cut(str(test))}`: {describe.cut(str(reason), 400)}"
                raise Failure(told, failed, "every test to pass", because, kind)
            case {"code": 0, "passed": int(passed), "failures": []} if passed > 0:
                return
            case outcome:
                raise RuntimeError(f"{told} could not be run: {describe.full(outcome)}")


def run(app: Any, name: str) -> dict[str, Any]:
    """Run the tests of a file on a site that lives in this process; what came of it, in plain data."""
    outcome = _Outcome(app)
    with _quiet():
        code = pytest.main(_arguments(paths.find().acceptance / FILES[name]), plugins=[outcome])
    return {
        "code": int(code),
        "passed": outcome.passed,
        "failures": outcome.failures,
        "not_started": any(isinstance(error, NotImplementedError) for error in outcome.errors),
    }


class _Outcome:
    """A pytest plugin: supplies `client`, and keeps what failed."""

    def __init__(self, app: Any) -> None:
        self._sites = Sites(app)
        self.passed = 0
        self.failures: list[tuple[str, str]] = []
        self.errors: list[BaseException] = []

    @pytest.fixture
    def client(self) -> Iterator[Any]:
        """A client, without cookies, of a site on which no test has changed anything."""
        app = self._sites.untouched()
        with errors_of(app) as errors:
            yield app.test_client()
        self.errors += errors

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a failure's name and message."""
        if report.failed:
            self.failures.append((report.nodeid.rsplit("::", 1)[-1], _reason(report)))
        elif report.when == "call":
            self.passed += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be imported is a failure, too."""
        if report.failed:
            self.failures.append((report.nodeid, _reason(report)))


class Sites:
    """Builds the site anew for each test that follows a change, where it can be built anew.

    Building takes longer than most tests, and most only read. A request that is safe by its method (RFC 9110,
    9.2.1) changes nothing, nor does one that was refused (4xx).
    """

    def __init__(self, app: Any) -> None:
        self._app = app
        self._fresh: Callable[[], Any] | None = app.extensions.get(FRESH)
        self._changed = True  # whoever built `app` may have used it

    def untouched(self) -> Any:
        """The site to test with next. One that cannot be built anew is used as it is."""
        if self._changed and self._fresh is not None:
            self._app = self._fresh()
            self._changed = False
            self._app.after_request(self._note)
        return self._app

    def _note(self, response: Response) -> Response:
        refused = 400 <= response.status_code < 500
        self._changed = self._changed or not (request.method in _SAFE or refused)
        return response


def acceptance(app: Any, name: str) -> Acceptance:
    """The app's end-to-end tests called `name` (a key of FILES) for a site such as `university_site` builds.

    Raises KeyError for an unknown name.
    """
    if name not in FILES:
        raise KeyError(f"There are no acceptance tests {name!r}; choose one of {', '.join(FILES)}.")
    return Acceptance(app, name)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text: str = crash.message if crash is not None else str(report.longrepr)
    return describe.cut(text.removeprefix("AssertionError: ").split("\nassert ")[0], 400)


def _arguments(file: Path) -> list[str]:
    """Run one file, with no other configuration, plugin, report or cache than needed."""
    return [
        *("-c", os.devnull, "--rootdir", str(file.parent), "--confcutdir", str(file.parent)),
        *(word for name in _UNUSED for word in ("-p", f"no:{name}")),
        # The tests say in words what is wrong, so rewriting their asserts would only cost time.
        *("--assert=plain", "--capture=sys", str(file)),
    ]


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No third-party plugin, and pytest's changes to the process undone."""
    name = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
    before, path = os.environ.get(name), list(sys.path)
    os.environ[name] = "1"
    try:
        yield
    finally:
        sys.path[:] = path
        del os.environ[name]
        if before is not None:
            os.environ[name] = before
