"""A session of pytest inside this process, with no more of it than a verdict needs."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_UNUSED = (
    *("terminal", "cacheprovider", "warnings", "faulthandler", "junitxml", "pastebin", "doctest", "unittest"),
    *("setuponly", "setupplan", "stepwise", "logging", "subtests"),
    *("unraisableexception", "threadexception"),  # they collect all garbage at the end, which takes longest
)
"""Plugins that pytest would load and ask in vain."""
_NO_OTHERS = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"


def run(folder: Path, plugin: object, *options: str) -> int | pytest.ExitCode:
    """Run pytest with `folder` as its root and `plugin` beside its own; how it ended.

    No configuration, no other plugin, report or cache, and asserts as they are written. `sys.path` and the
    environment are as before afterwards.
    """
    place = ["-c", os.devnull, "--rootdir", str(folder), "--confcutdir", str(folder)]
    unused = [word for name in _UNUSED for word in ("-p", f"no:{name}")]
    with _alone():
        return pytest.main([*place, *unused, "--assert=plain", *options], plugins=[plugin])


def message(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The message of the exception that made it fail, or what there is instead."""
    crash = getattr(report.longrepr, "reprcrash", None)
    text: str = crash.message if crash is not None else str(report.longrepr)
    return text


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    before, path = os.environ.get(_NO_OTHERS), list(sys.path)
    os.environ[_NO_OTHERS] = "1"
    try:
        yield
    finally:
        sys.path[:] = path
        os.environ.pop(_NO_OTHERS, None)  # a test may have cleared it
        if before is not None:
            os.environ[_NO_OTHERS] = before
