"""A learner's test file, run by pytest on one waitlist after the other, beside the learner's code.

All turns share one session of pytest: to begin one takes longer than most turns. Which waitlist has which
turn at a desk, this process does not know.
"""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers

from grader.props.waitlist_desk import Call, Desk, Line, waitlist_at
from grader.props.waitlists import RIGHT
from grader.vocabulary import inner_pytest

_END_A_SESSION = KeyboardInterrupt, pytest.exit.Exception
"""What ends pytest's session, and here one turn."""
_LONGEST = 200
_UTF_8: tuple[list[list[int]], list[list[int]]] = [[0, 0xD7FF], [0xE000, 0x10FFFF]], []
"""What UTF-8 can encode: all but surrogates (RFC 3629, 3); and what it decodes to something else."""


class Turn(NamedTuple):
    """What the tests said of one waitlist: how many there are, by which means, the first failure."""

    tests: int
    means: list[str]
    failure: str | None


def ran_on_right(text: str, backwards: bool, collect: bool) -> tuple[Turn, dict[int, list[Call]]]:
    """Run a test file on the right waitlist, which is no secret; and what each test asked of it.

    `backwards` runs the tests from the last to the first, `collect` only finds them.
    """
    asked: dict[int, list[Call]] = {}
    (turn,) = ran(text, Desk(RIGHT, asked=asked), 1, backwards, collect)
    return turn, asked


def ran(
    text: str, desk: Callable[..., Any], turns: int, backwards: bool = False, collect: bool = False
) -> list[Turn]:
    """Run a test file on each of the desk's waitlists, which have a turn one after the other.

    A turn ends with its first failure.
    """
    with tempfile.TemporaryDirectory(prefix="tested-") as folder, _quiet_hypothesis(folder):
        play = _Turns(text, [Line(desk, turn) for turn in range(turns)], backwards, collect)
        inner_pytest.run(Path(folder), play, "--import-mode=importlib")
    return play.ended


class _Turns:
    """A pytest plugin: it collects and runs the tests once for each waitlist."""

    def __init__(self, text: str, lines: list[Line], backwards: bool, collect: bool) -> None:
        self._text, self._lines = text, lines
        self._is_backwards, self._collects = backwards, collect
        self._failure: str | None = None
        self.ended: list[Turn] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Ask for a failure's message alone: nobody reads the lines of code around it."""
        config.option.tbstyle = "no"

    def pytest_collection(self) -> bool:
        """Each turn collects for itself."""
        return True

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """One turn after the other."""
        for turn, line in enumerate(self._lines):
            file = Path(session.config.rootpath, f"turn_{turn}", "test_waitlist.py")
            file.parent.mkdir()
            file.write_text(self._text, encoding="utf-8")
            items: list[pytest.Item] = []
            self._failure = None
            with _importable(waitlist_at(line)):
                with contextlib.suppress(*_END_A_SESSION, SystemExit):
                    items = [*session.perform_collect([str(file)])]
                if not self._collects:
                    self._run(items, line)
                self.ended.append(Turn(len(items), _means(items), self._failure))
        return True

    def _run(self, items: list[pytest.Item], line: Line) -> None:
        numbered = [*enumerate(items)]
        ordered = numbered[::-1] if self._is_backwards else numbered
        following = [item for _, item in ordered[1:]]
        for (number, item), after in itertools.zip_longest(ordered, following):
            line.begin(number)
            with contextlib.suppress(*_END_A_SESSION):
                item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
                if self._failure is None:
                    continue
            with contextlib.suppress(Exception, *_END_A_SESSION):
                item.ihook.pytest_runtest_teardown(item=item, nextitem=None)
            return

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the first failure of a turn."""
        if report.failed:
            self._fail(f"{report.nodeid.rpartition('::')[2]} fails: {_reason(report)}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what stops the file from being read."""
        if report.failed:
            self._fail(f"the file cannot be run: {_reason(report)}")

    def _fail(self, failure: str) -> None:
        self._failure = self._failure or failure


def rehearse(text: str) -> None:
    """Run a test file once: pytest and Hypothesis take long the first time only, and whoever forks from this
    process has that behind it."""
    with tempfile.TemporaryDirectory(prefix="tested-") as folder:
        set_hypothesis_home_dir(folder)
        try:
            # Hypothesis tries every character there is, for two seconds, where it does not find this table.
            table = charmap.charmap_file("codec-v2-utf-8")
            table.parent.mkdir(parents=True)
            with gzip.open(table, "wt") as file:
                json.dump(_UTF_8, file)
            charmap.intervals_from_codec("utf-8")
        finally:
            set_hypothesis_home_dir(None)
    names = [RIGHT, "counts from zero"]
    ran(text, Desk(*names), len(names))


def _means(items: list[pytest.Item]) -> list[str]:
    used = {"table" for item in items if hasattr(item, "callspec")}
    used |= {"property" for item in items if hasattr(getattr(item, "obj", None), "hypothesis")}
    used |= {"fixture" for item in items if _own_fixtures(item)}
    return sorted(used)


def _own_fixtures(item: pytest.Item) -> list[str]:
    found = getattr(item, "_fixtureinfo", None)  # where pytest keeps it; its only public place is the report
    definitions = found.name2fixturedefs if found is not None else {}
    return [
        name for name, (*_, last) in definitions.items() if "test_waitlist" in last.func.__code__.co_filename
    ]


@contextlib.contextmanager
def _quiet_hypothesis(folder: str) -> Iterator[None]:
    """Hypothesis chooses the same few examples in every run.

    What it finds is not shrunk: that costs most of the time, and the verdict is the same. What it keeps lies
    in the folder, not in the learner's. It would take constants to try from the source of every module out of
    site-packages, ours and the app's too: the examples would depend on what else is loaded.
    """
    providers._seen_modules.update(map(id, sys.modules.values()))
    phases = [Phase.explicit, Phase.generate]
    settings.register_profile(
        "course", derandomize=True, database=None, deadline=None, max_examples=40, phases=phases
    )
    settings.load_profile("course")
    set_hypothesis_home_dir(folder)
    try:
        yield
    finally:
        settings.load_profile("default")
        set_hypothesis_home_dir(None)


@contextlib.contextmanager
def _importable(tested: type) -> Iterator[None]:
    """The part as the module `waitlist`; what a test file brings into `sys.modules` goes with it."""
    module = types.ModuleType("waitlist")
    module.__dict__["Waitlist"] = tested
    loaded, bytecode = set(sys.modules), sys.dont_write_bytecode
    sys.modules["waitlist"], sys.dont_write_bytecode = module, True
    try:
        yield
    finally:
        sys.dont_write_bytecode = bytecode
        for name in set(sys.modules) - loaded:
            if name == "waitlist" or name.startswith("turn_") or name == "test_waitlist":
                del sys.modules[name]


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return " ".join(inner_pytest.message(report).split())[:_LONGEST]
