"""Modules, test files and packages that learners return as text are run as their tools would run them."""

from __future__ import annotations

import gc
import importlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers

from grader.props import checked, installed, tested, turns
from grader.props.waitlist_desk import Desk, Line, waitlist_at
from grader.worker import warm

SOUND = {
    "pyproject.toml": '[project.scripts]\ndesk-seats = "desk:main"\nfar = "elsewhere:main"\n',
    "desk/__init__.py": "import os\n\ndef main():\n    print(os.environ.get('DESK_SEATS'))\n    return 3\n",
}


def test_findings_name_the_line_and_what_silences_them_is_one() -> None:
    text = "import os  # noqa\n\n\ndef seats(n: int) -> str:\n    return n  # type: ignore\n"
    assert [finding.split(",")[0] for finding in checked.reports(lambda: text)] == [
        "line 1: `# noqa` silences a tool",
        "line 1: ruff F401",
        "line 5: `# type: ignore` silences a tool",
    ]
    assert any("syntax" in finding for finding in checked.reports(lambda: "def seats(:\n"))


def test_mypy_leaves_the_process_as_it_was() -> None:
    before = sys.getrecursionlimit(), gc.get_threshold(), gc.isenabled()
    text = "def seats() -> int:\n    return 'a'\n"
    assert checked.reports(lambda: text)[0].startswith("line 2: mypy return-value")
    assert (sys.getrecursionlimit(), gc.get_threshold(), gc.isenabled()) == before


def test_what_hypothesis_tries_does_not_depend_on_what_else_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "loaded_before.py").write_text("WORD = 'loaded before'\n")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("loaded_before")
    turns.ran(tested._USUAL, Desk("right"), 1)
    assert "loaded before" not in providers._get_local_constants().strings


def test_mypy_has_read_the_standard_library_after_the_rehearsal(tmp_path: Path) -> None:
    checked.rehearse()
    checked._cache.cache_clear()
    file = tmp_path / "module.py"
    file.write_text("import re\n", encoding="utf-8")
    arguments = [*checked._MYPY, "--verbose", f"--cache-dir={checked._cache()}", str(file)]
    command = [sys.executable, "-m", "mypy", *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert "Metadata fresh for builtins" in said
    assert "Metadata fresh for re" in said


def test_a_function_of_a_module_is_called_as_often_as_it_is_asked() -> None:
    text = "def more(found=[]):\n    found.append(1)\n    return len(found)\n"
    assert [checked.called(lambda: text, "more", times=n) for n in (1, 2)] == [1, 2]
    with pytest.raises(KeyError, match="no function less"):
        checked.called(lambda: text, "less")
    with pytest.raises(TypeError, match="as one text"):
        checked.called(lambda: None, "more")


def test_a_test_file_is_run_anew_on_each_waitlist() -> None:
    text = "from waitlist import Waitlist\n\ndef test_first():\n    assert Waitlist(1).join('S-1') == 1\n"
    assert tested.notices(lambda: text, "right", "counts from zero", "only looks") == ["counts from zero"]
    assert tested.means(lambda: text) == []
    assert tested.verdict(lambda: "x = 1\n", "right") == "no tests"
    assert tested.verdict(lambda: "import nowhere\n", "right").startswith("the file cannot be run: ")
    assert not {"waitlist", "test_waitlist"} & set(sys.modules)


def test_tests_that_fail_on_the_right_waitlist_notice_nothing_in_any_run() -> None:
    text = "from waitlist import Waitlist\n\ndef test_first():\n    assert Waitlist(1).join('S-1') == 0\n"
    for run in range(6):
        fresh = f"{text}# {run}"
        assert tested.notices(lambda fresh=fresh: fresh, "only looks") == []
    assert tested.verdict(lambda: text, "right").startswith("test_first fails")
    assert tested.notices(lambda: text, "only looks", "shared") == []


FORGED = """
import sys

def test_first():
    sys.runs[{text}] = sys.runs.get({text}, 0) + 1
    assert sys.runs[{text}] == 1
"""
"""It passes once, and for each text anew."""


@pytest.mark.parametrize("texts", [1, 60])
def test_failures_by_the_order_of_the_turns_are_found_out(
    monkeypatch: pytest.MonkeyPatch, texts: int
) -> None:
    monkeypatch.setattr(sys, "runs", {}, raising=False)
    assert tested.verdict(lambda: FORGED.format(text=0), "right") == "all pass"
    # Each call notices the fault where the faulty waitlist comes second: all of sixty never do.
    noticed = [
        tested.notices(lambda text=text: FORGED.format(text=text % texts), "shared") for text in range(60)
    ]
    assert [] in noticed


def test_means_are_seen_without_a_run() -> None:
    text = "import pytest, sys\n@pytest.fixture\ndef one():\n    sys.used = 1\n\ndef test(one):\n    pass\n"
    assert tested.means(lambda: text) == ["fixture"]
    assert not hasattr(sys, "used")


def test_means_that_a_run_showed_need_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import pytest\n@pytest.mark.parametrize('n', [1])\ndef test_table(n):\n    assert n == 2\n"

    def test_file() -> str:
        return text

    assert tested.verdict(test_file, "right").startswith("test_table[1] fails")
    monkeypatch.setattr(turns, "ran_on_right", lambda *_: pytest.fail("ran again"))
    assert tested.means(test_file) == ["table"]


def counted(desk: Desk, calls: list[str]) -> Callable[..., Any]:
    def ask(word: str, turn: int, taken: int, *said: Any) -> Any:
        calls.append(said[0] if word == "call" else word)
        return desk(word, turn, taken, *said)

    return ask


def test_a_desk_keeps_waitlists_apart_and_is_called_once_for_each_step() -> None:
    calls: list[str] = []
    desk = Desk("right", "shared")
    made = waitlist_at(Line(counted(desk, calls), 0))
    one, other = made(1), made(2)
    assert (one.join("S-1"), other.join("S-2"), other.join("S-3"), len(one)) == (1, 1, 2, 1)
    with pytest.raises(ValueError, match="full"):
        one.join("S-4")
    assert calls == ["join", "join", "join", "__len__", "join"]
    assert len(waitlist_at(Line(desk, 1))(1)) == 0
    with pytest.raises(AttributeError, match="a waitlist has no _waiting"):
        desk("call", 0, 0, "_waiting", 0, 0, 1)


def steps(line: Line, *students: object) -> list[object]:
    """What a test sees that lets two join and come out again."""
    line.begin(0)
    waiting = waitlist_at(line)(5)
    return [*(waiting.join(student) for student in students), waiting.next(), len(waiting)]


def test_what_was_asked_of_the_right_waitlist_is_told_beforehand_of_each() -> None:
    calls: list[str] = []
    desk = Desk("right", "last in, first out", "right", "counts from zero")
    lines = [Line(counted(desk, calls), turn) for turn in range(4)]
    assert steps(lines[0], "a", "b") == [1, 2, "a", 1]
    assert calls == ["begin", "join", "join", "next", "__len__"]
    calls.clear()
    assert steps(lines[1], "a", "b") == [1, 2, "b", 1]
    assert steps(lines[2], "a", "b") == [1, 2, "a", 1]
    assert steps(lines[3], "a", "b") == [0, 1, "a", 1]
    assert calls == ["begin"] * 3


@pytest.mark.parametrize("students", [("a", "c"), ("c", "b"), ("a",), (True, "b"), ("a", "b", "c", "d")])
def test_who_asks_something_else_is_answered_as_if_nothing_had_been_told(
    students: tuple[object, ...],
) -> None:
    desk = Desk("right", "last in, first out")
    steps(Line(desk, 0), 1, "b")
    steps(Line(desk, 0), "a", "b")
    line = Line(desk, 1)
    assert steps(line, *students) == [*range(1, len(students) + 1), students[-1], len(students) - 1]
    line.begin(1)
    other = waitlist_at(line)(5)
    assert (other.next(), other.join("z"), other.next()) == (None, 1, "z")


def test_lists_of_an_earlier_test_stand_as_it_left_them() -> None:
    desk = Desk("right", "right")
    for turn in (0, 1):
        line = Line(desk, turn)
        line.begin(0)
        shared = waitlist_at(line)(5)
        assert shared.join("a") == 1
        line.begin(1)
        assert (shared.join("b"), shared.next(), len(shared)) == (2, "a", 1)


def test_a_test_that_waits_for_ever_fails() -> None:
    text = (
        "from waitlist import Waitlist\n\ndef test_all():\n    line = Waitlist(3)\n    line.join('S-1')\n"
        "    while line.next() is not None:\n        pass\n"
    )
    assert tested.notices(lambda: text, "shared", "only looks") == ["only looks"]
    assert "20,000 times" in tested.verdict(lambda: text, "only looks")


@pytest.mark.parametrize("end", ["pytest.exit('x')", "raise KeyboardInterrupt"])
def test_a_test_that_ends_pytest_ends_its_own_turn_only(end: str) -> None:
    text = (
        "import pytest\nfrom waitlist import Waitlist\n\n\n"
        f"def test_one():\n    if Waitlist(1).join('S-1') == 0: {end}\n"
        "    assert Waitlist(1).next() is None\n"
    )
    for _ in range(4):  # in some order
        assert tested.notices(lambda: text, "counts from zero", "nobody raises") == ["nobody raises"]


@pytest.mark.parametrize("end", ["raise KeyboardInterrupt", "raise SystemExit"])
def test_a_file_that_ends_pytest_ends_its_own_turn_only(end: str) -> None:
    text = (
        f"from waitlist import Waitlist\n\nif Waitlist(1).join('S-1') == 0: {end}\n\n\n"
        "def test_one():\n    assert Waitlist(1).next() is None\n"
    )
    assert tested.verdict(lambda: text, "counts from zero") == "no tests"
    assert tested.notices(lambda: text, "counts from zero", "nobody raises") == ["nobody raises"]


def test_a_module_fixture_lives_for_one_turn() -> None:
    text = (
        "import pytest\nfrom waitlist import Waitlist\n\n@pytest.fixture(scope='module')\ndef line():\n"
        "    return Waitlist(2)\n\ndef test_one(line):\n    assert line.join('S-1') == 1\n\n"
        "def test_two(line):\n    assert (line.join('S-2'), line.next()) == (2, 'S-1')\n"
    )
    names = ["last in, first out", "counts from zero", "only looks"]
    assert tested.notices(lambda: text, *names) == names[:2]
    assert tested.verdict(lambda: text, "right") == "all pass"
    assert tested.verdict(lambda: text, "right", backwards=True).startswith("test_two fails")


@pytest.mark.parametrize(
    "asked",
    [
        None,
        {0: None},
        {0: [None]},
        {0: [["join"]]},
        {0: [["join", 0, 0, 2, []], ["_waiting", 0, 0, 2]]},
        {0: [["join", [], {}, "many", "S-1"]]},
        {"0": [["join", 0, 0, 2, "S-1"]]},
    ],
)
def test_what_a_stranger_says_was_asked_changes_no_answer(
    asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "from waitlist import Waitlist\n\ndef test_first():\n    line = Waitlist(2)\n"
        "    assert [line.join('S-1'), line.join('S-2'), line.next(), len(line)] == [1, 2, 'S-1', 1]\n"
    )

    def test_file() -> str:
        return text

    monkeypatch.setattr(turns, "ran_on_right", lambda *_: ((1, [], None), asked))
    assert tested.verdict(test_file, "right") == "all pass"
    names = ["last in, first out", "counts from zero", "shared", "only looks"]
    assert tested.notices(test_file, *names) == [names[0], names[1], names[3]]


def test_the_right_waitlist_is_asked_where_the_tests_are() -> None:
    text = (
        "from waitlist import Waitlist\n\ndef test_first():\n    assert Waitlist(1).join('S-1') == 1\n\n"
        "def test_next():\n    assert Waitlist(1).next() is None\n"
    )
    turn, asked = turns.ran_on_right(text, backwards=True, collect=False)
    assert (turn.tests, turn.failure) == (2, None)
    assert asked == {0: [["join", 0, 0, 1, "S-1"]], 1: [["next", 1, 0, 1]]}


def test_a_group_is_tested_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "from waitlist import Waitlist\n\ndef test_first():\n    assert Waitlist(1).join('S-1') == 1\n"

    def test_file() -> str:
        return text

    group = ["counts from zero", "only looks"]
    assert tested.notices(test_file, "counts from zero", among=group) == ["counts from zero"]
    monkeypatch.setattr(turns, "ran", lambda *_: pytest.fail("ran again"))
    assert tested.notices(test_file, "only looks", among=group) == []


def test_mypy_reads_beside_the_other_rehearsals(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(tested, "rehearse", lambda: begun.append(checked.begin.cache_info().currsize))
    checked._learnt.clear()
    warm.rehearse(["tested", "checked"])
    assert (begun, checked.begin.cache_info().currsize) == ([1], 0)
    assert checked._learnt


def test_mypy_is_rehearsed_where_the_other_process_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    checked._learnt.clear()
    checked.rehearse()
    assert checked._learnt


def test_characters_are_known_after_the_rehearsal() -> None:
    tested.rehearse()
    assert charmap.intervals_from_codec.cache_info().currsize
    encodable, other = charmap.intervals_from_codec("utf-8")
    for first, last in encodable.intervals:
        assert [chr(one).encode().decode() for one in (first, last)] == [chr(first), chr(last)]
    with pytest.raises(UnicodeEncodeError):
        [chr(one).encode() for one in range(0xD800, 0xE000)]
    assert encodable.intervals == ((0, 0xD7FF), (0xE000, sys.maxunicode))
    assert not other.intervals


def test_a_program_is_found_by_its_entry_point_and_ends_with_its_result() -> None:
    assert installed.started(lambda: SOUND, "desk-seats", DESK_SEATS="7") == (3, "7\n")
    with pytest.raises(ImportError, match="elsewhere is not in the project"):
        installed.started(lambda: SOUND, "far")
    with pytest.raises(KeyError):
        installed.started(lambda: SOUND, "flask", "seats")
    with pytest.raises(ValueError, match="no package desk"):
        installed.page(lambda: {"desk.py": ""})
    with pytest.raises(ValueError, match="importing the package prints"):
        installed.page(lambda: SOUND | {"desk/__init__.py": "print('here')"})
    assert "desk" not in sys.modules
