"""A learner's test file, run by pytest on a part that it tests."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import secrets
import sys
import tempfile
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from random import SystemRandom
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import pytest
from hypothesis import Phase, settings
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers

from grader.props.waitlists import RIGHT, Desk, waitlist_at
from grader.vocabulary import describe
from grader.vocabulary.foreign import beside
from grader.vocabulary.lend import lent

TestFile = Callable[[], object]

_UNUSED = (
    *("terminal", "cacheprovider", "faulthandler", "junitxml", "doctest", "unittest", "logging", "warnings"),
    *("pastebin", "setuponly", "setupplan", "stepwise", "subtests"),
    *("unraisableexception", "threadexception"),  # they collect all garbage at the end, which takes longest
)
_passes_on_right: WeakKeyDictionary[TestFile, dict[str, bool]] = WeakKeyDictionary()
"""The texts of each learner's function that ran on the right waitlist, and whether no test ever failed there.
By function, since a judge sees other learners' notebooks, too."""
_means_of: WeakKeyDictionary[TestFile, dict[str, list[str]]] = WeakKeyDictionary()
"""Likewise, the means that its first run showed; every run finds all tests before it begins."""
_LONGEST = 200
_TURNS_BETWEEN = 3
"""One in so many times `notices` tries the right waitlist again: a run takes long, and a task asks often."""

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
_UTF_8: tuple[list[list[int]], list[list[int]]] = [[0, 0xD7FF], [0xE000, 0x10FFFF]], []
"""What UTF-8 can encode: all but surrogates (RFC 3629, 3); and what it decodes to something else."""


class _Heard:
    """A pytest plugin: what was collected, and what failed."""

    def __init__(self, backwards: bool) -> None:
        self._backwards = backwards
        self.items: list[pytest.Item] = []
        self.failed: list[str] = []

    def pytest_configure(self, config: pytest.Config) -> None:
        """Ask for a failure's message alone: nobody reads the lines of code around it."""
        config.option.tbstyle = "no"

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests; turn their order round when that is asked for."""
        if self._backwards:
            items.reverse()
        self.items = list(items)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a failure."""
        if report.failed:
            self.failed.append(f"{report.nodeid.rpartition('::')[2]} fails: {_reason(report)}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what stops the file from being read."""
        if report.failed:
            self.failed.append(f"the file cannot be run: {_reason(report)}")


JUDGED = frozenset({"means", "notices", "verdict"})
"""Names that a judge takes from its own copy of this module: they know which waitlist is tested, and keep it
(see grader.props.waitlists.Desk); `ran` runs the tests beside the learner's code, and knows nothing."""


def verdict(test_file: TestFile, name: str, *, backwards: bool = False) -> str:
    """What the tests say of the waitlist `name`: `all pass`, `no tests`, or the first failure.

    `backwards` runs them from the last to the first.
    """
    report = _run(test_file, _text(test_file), name, backwards)
    if report.failure is not None:
        return report.failure
    return "all pass" if report.tests else "no tests"


def notices(test_file: TestFile, *names: str) -> list[str]:
    """Those of the faulty waitlists, by name, on which a test fails; none where one fails on the right
    waitlist, too.

    That one has a turn where this text had none on it yet, so tests that do the same every time are judged
    the same every time; and now and then it has one again, which nobody can foresee: whoever forges failures
    by the order of the turns fails on a right one.
    """
    text, turns = _text(test_file), [*names]
    passes = _passes_on_right.setdefault(test_file, {})
    if not passes.get(text, True):
        return []
    if text not in passes or secrets.randbelow(_TURNS_BETWEEN) == 0:
        turns.append(RIGHT)
    SystemRandom().shuffle(turns)
    failed = {name for name in turns if _run(test_file, text, name).failure is not None}
    return [] if RIGHT in failed else [name for name in names if name in failed]


def means(test_file: TestFile) -> list[str]:
    """Which of three means the tests use: a `fixture` of their own, a `property`, a `table` (parametrize)."""
    text = _text(test_file)
    if text not in _means_of.get(test_file, {}):
        _run(test_file, text, RIGHT, collect=True)
    return sorted(_means_of[test_file][text])


class _Report(NamedTuple):
    """What the tests said of one waitlist: how many there are, by which means, the first failure."""

    tests: int
    means: list[str]
    failure: str | None


def _text(test_file: TestFile) -> str:
    text = test_file()
    if type(text) is not str:
        raise TypeError(f"{describe.type_name(text)} returned; return the test file as one text")
    return text


def _run(
    test_file: TestFile, text: str, name: str, backwards: bool = False, collect: bool = False
) -> _Report:
    with lent(test_file, Desk(name)) as desk:
        report = _Report(*beside(test_file, __name__, "ran")(text, desk, backwards, collect))
    _means_of.setdefault(test_file, {}).setdefault(text, report.means)
    if name == RIGHT and not (backwards or collect):
        passes = _passes_on_right.setdefault(test_file, {})
        passes[text] = passes.get(text, True) and report.failure is None
    return report


def ran(
    text: str, desk: Callable[..., Any], backwards: bool = False, collect: bool = False
) -> tuple[int, list[str], str | None]:
    """Run a test file on the waitlists of a desk: how many tests, by which means, and the first failure.

    With `collect` the tests are found and not run.
    """
    heard = _Heard(backwards)
    with tempfile.TemporaryDirectory(prefix="tested-") as folder, _importable(waitlist_at(desk), folder):
        file = Path(folder, "test_waitlist.py")
        file.write_text(text, encoding="utf-8")
        unused = [word for plugin in _UNUSED for word in ("-p", f"no:{plugin}")]
        place = ["-c", os.devnull, "--rootdir", folder, "--confcutdir", folder, "--import-mode=importlib"]
        told = ["--assert=plain", "--maxfail=1", *(["--collect-only"] if collect else [])]
        pytest.main([*place, *unused, *told, str(file)], plugins=[heard])
    return len(heard.items), _means(heard.items), heard.failed[0] if heard.failed else None


def rehearse() -> None:
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
    for name in (RIGHT, "counts from zero"):
        ran(_USUAL, Desk(name))


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
def _importable(tested: type, folder: str) -> Iterator[None]:
    """The part as the module `waitlist`, and Hypothesis choosing the same few examples in every run.

    What it finds is not shrunk: that costs most of the time, and the verdict is the same. What it keeps lies
    in the folder, not in the learner's. It would take constants to try from the source of every module out of
    site-packages, ours and the app's too: the examples would depend on what else is loaded.
    """
    providers._seen_modules.update(map(id, sys.modules.values()))
    module = types.ModuleType("waitlist")
    module.__dict__["Waitlist"] = tested
    phases = [Phase.explicit, Phase.generate]
    settings.register_profile(
        "course", derandomize=True, database=None, deadline=None, max_examples=40, phases=phases
    )
    before, bytecode = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD"), sys.dont_write_bytecode
    settings.load_profile("course")
    set_hypothesis_home_dir(folder)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.modules["waitlist"], sys.dont_write_bytecode = module, True
    try:
        yield
    finally:
        settings.load_profile("default")
        set_hypothesis_home_dir(None)
        sys.dont_write_bytecode = bytecode
        del sys.modules["waitlist"], os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        sys.modules.pop("test_waitlist", None)  # pytest would take the next file of this name for this one
        if before is not None:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = before


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text: str = crash.message if crash is not None else str(report.longrepr)
    return " ".join(text.split())[:_LONGEST]
