"""Asks a learner's own running site over HTTP, with the university's own acceptance tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pytest

from grader.errors import CourseError
from grader.paths import Paths
from grader.props.morning import MORNING
from grader.vocabulary.acceptance import FILES, reason, run
from grader.web.client import Client
from grader.web.tcp import TcpAccess

PAGES = {
    "catalogue": "The catalogue: /courses/ and each course",
    "departments": "The departments: /departments/",
}
_PATIENCE = 5.0
_HERE = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a site of this machine listens."""

    host: str
    port: int

    @classmethod
    def of(cls, text: str) -> Address:
        """Raises CourseError for anything but `http://127.0.0.1:PORT`: the tests send hostile requests."""
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port
        except ValueError:
            host = port = None
        if host not in _HERE or parts.scheme != "http" or parts.path not in ("", "/"):
            raise CourseError(
                f"{text} is not the address of a site on this machine.",
                remedy="Start your site here, and name it such as: --site http://127.0.0.1:5000",
            )
        return cls(host, port or 80)

    def refuse_silence(self) -> None:
        """Raises CourseError where nobody listens."""
        try:
            socket.create_connection((self.host, self.port), timeout=_PATIENCE).close()
        except OSError as error:
            raise CourseError(
                f"Nobody answers at {self.host}:{self.port} ({error.strerror or error}).",
                remedy="Start your site in another terminal (flask run), then run this command again.",
            ) from error


def findings(address: Address, paths: Paths) -> Iterator[tuple[str, str | None]]:
    """For each group of pages what they are, and the first test that fails, with how many do."""
    for name, title in PAGES.items():
        outcome = _Outcome(address)
        code = run(paths.acceptance / FILES[name], outcome, "-k", "not prefix")
        if outcome.failures:
            test, told = outcome.failures[0]
            total = outcome.passed + len(outcome.failures)
            yield title, f"{len(outcome.failures)} of {total} tests fail, the first is `{test}`: {told}"
        elif code != pytest.ExitCode.OK or not outcome.passed:
            raise CourseError(
                f"The tests in {FILES[name]} could not be run ({code!r}).", remedy="Run: course doctor"
            )
        else:
            yield f"{title} ({outcome.passed} tests)", None


class _Outcome:
    """A pytest plugin: supplies what the tests need, and keeps what failed."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self.passed = 0
        self.failures: list[tuple[str, str]] = []

    @pytest.fixture
    def client(self) -> Any:
        """A client without cookies."""
        return Client(TcpAccess(self._address.host, self._address.port))

    @pytest.fixture
    def today(self) -> date:
        """The day of the data that the learner was given."""
        return MORNING.date()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a failure's name and message."""
        if report.failed:
            self.failures.append((report.nodeid.rsplit("::", 1)[-1], reason(report)))
        elif report.when == "call":
            self.passed += 1
