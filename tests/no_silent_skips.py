"""A pytest plugin of `make test`: under CI=true a skipped test is a failed one.

Everything that a test needs is prepared by .ci/run, so whatever is missing there is a defect.
"""

from __future__ import annotations

import os

import pytest

ACTIVE = os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """A test that skips itself."""
    report = yield
    if ACTIVE and report.skipped and not hasattr(report, "wasxfail"):
        _fail(report, item.nodeid)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """A whole file that skips itself while it is read."""
    report = yield
    if ACTIVE and report.skipped:
        _fail(report, collector.nodeid)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport, name: str) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{name} was skipped, and CI allows no skipping: {reason}"
