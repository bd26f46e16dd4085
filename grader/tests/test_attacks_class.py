"""One run of `course grade` over a class of hostile and honest students: everybody gets what is theirs."""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import grade_course
import nbgrader.api
import pytest
from attacks import attack
from attacks.attack import HONEST, OWN_WORDS, TOKEN, TRIED
from attacks.defaults import DEFAULTS
from attacks.forgeries import FORGERIES
from attacks.harm import ENDINGS, READERS, RESOURCES
from attacks.pages import NOTEBOOKS, PAGES
from grade_course import NOTEBOOK, RIGHT, SECRET, WRONG
from grade_room import LARGEST, Class

KINDS = {
    "forgery": FORGERIES,
    "default": DEFAULTS,
    "ending": ENDINGS,
    "resource": RESOURCES,
    "reader": READERS,
    "page": PAGES,
    "notebook": NOTEBOOKS,
}
ATTACKS = {f"{kind} {name}": one for kind, attacks in KINDS.items() for name, one in attacks.items()}
STUDENTS = {name: re.sub(r"[^\w .-]", "", name) for name in ATTACKS}
NEXT = "def next_in_line(waiting, can_take):\n    return min(waiting, key=lambda one: one.since)"
CLASSMATES = {
    "ada": ({"add": f"{RIGHT}  # {OWN_WORDS}", "largest": LARGEST, "next_in_line": NEXT}, 12.0),
    "mia": ({"add": RIGHT, "largest": LARGEST}, 8.0),
    "one wrong": ({"add": WRONG, "largest": LARGEST}, 4.0),
    "untouched": ({}, 0.0),
    "zoe": ({"add": RIGHT, "largest": LARGEST, "next_in_line": NEXT}, 12.0),
}
_PR_SET_CHILD_SUBREAPER = 36
ARGUMENT = 4700
"""What the hidden test of `add` passes."""
MOST_SHOWN = 1_000_000
"""Characters of a notebook's outputs: each cell keeps 100,000."""
ALLOWED_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Graded:
    """What one run left."""

    room: Class
    done: subprocess.CompletedProcess[str]
    records: dict[str, dict[str, Any]]
    leftover_processes: list[int]
    leftover_files: list[str]
    guests: int
    """How many came in by the network."""

    def shown(self, student: str) -> str:
        """All outputs of the student's notebook as it ran."""
        file = self.room.out / "autograded" / student / "ch01" / f"{NOTEBOOK}.ipynb"
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        return json.dumps(outputs, ensure_ascii=False)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graded]:
    root = tmp_path_factory.mktemp("attacks")
    room = Class(attack.make(root), root)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        _hand_in(room, listener.getsockname()[1])
        (root / "temporary").mkdir()
        # Whoever escapes from the run becomes a child of this process.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
        try:
            before = _children()
            done = _grade(room, root / "temporary")
            left = sorted(_children() - before)
        finally:
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 0)
            _end(_children() - before)
        guests = _guests(listener)
    files = sorted(str(path) for path in (root / "temporary").rglob("*"))
    yield Graded(room, done, room.records(), left, files, guests)


def _hand_in(room: Class, port: int) -> None:
    places = {
        "{course!r}": repr(str(room.paths.root)),
        "{submitted!r}": repr(str(room.submitted)),
        "{out!r}": repr(str(room.out)),
        "{source!r}": repr(str(room.paths.solutions / "ch01" / f"{NOTEBOOK}.ipynb")),
        "{other!r}": repr(str(room.submitted / "ada" / "ch01" / f"{NOTEBOOK}.ipynb")),
        "{gradebook!r}": repr(str(room.out / "gradebook.db")),
        "{port}": str(port),
    }
    for student, (answers, _) in CLASSMATES.items():
        room.hand_in(student, **answers)
    for name, one in ATTACKS.items():
        code = one.code
        for mark, place in places.items():
            code = code.replace(mark, place)
        replace(one, code=code).hand_in(room.paths, room.submitted, STUDENTS[name])


def _grade(room: Class, temporary: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COURSE_ROOT": str(room.paths.root), "COURSE_TOKEN": TOKEN}
    command = [sys.executable, "-m", "grader", "grade", "ch01", "--jobs", "2"]
    return subprocess.run(
        [*command, "--submitted", str(room.submitted), "--out", str(room.out)],
        env={**environment, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=ALLOWED_SECONDS,
        check=False,
    )


def _children() -> set[int]:
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return {int(number) for number in text.split()}


def _end(processes: set[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def _guests(listener: socket.socket) -> int:
    guests = 0
    while True:
        try:
            listener.accept()[0].close()
        except BlockingIOError:
            return guests
        guests += 1


def test_the_class_is_large_enough() -> None:
    assert len(ATTACKS) >= 45
    assert len(set(STUDENTS.values())) == len(ATTACKS)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_earns_what_its_honest_part_is_worth(graded: Graded, name: str) -> None:
    one, record = ATTACKS[name], graded.records[STUDENTS[name]]
    told = [(cell["id"], cell["outcome"], cell["message"]) for cell in record["cells"]]
    assert record["score"] == one.score, told
    own = [cell for cell in record["cells"] if cell["id"].startswith(f"{one.task}-")]
    assert {cell["score"] for cell in own} == {0}
    assert record["max_score"] == 15


@pytest.mark.parametrize("name", [name for name, one in ATTACKS.items() if not one.ends])
def test_an_attack_was_tried(graded: Graded, name: str) -> None:
    """An attack that stops at a mistake of ours would prove nothing."""
    assert TRIED in graded.shown(STUDENTS[name])


def test_a_memory_bomb_meets_its_limit(graded: Graded) -> None:
    assert "sixteen gigabytes" not in graded.shown(STUDENTS["resource a memory bomb"])


@pytest.mark.parametrize("student", CLASSMATES)
def test_nobody_elses_score_changes(graded: Graded, student: str) -> None:
    assert graded.records[student]["score"] == CLASSMATES[student][1]


@pytest.mark.parametrize("name", [f"reader {name}" for name in READERS])
def test_a_reader_finds_nothing(graded: Graded, name: str) -> None:
    shown = graded.shown(STUDENTS[name])
    for secret in (f"returns({SECRET}", "BEGIN HIDDEN", OWN_WORDS, TOKEN):
        assert secret not in shown


def test_no_notebook_grows_without_end(graded: Graded) -> None:
    ran = [folder.name for folder in (graded.room.out / "autograded").iterdir()]
    assert len(ran) > len(ATTACKS) - 3
    assert max(len(graded.shown(student)) for student in ran) < MOST_SHOWN


class _Page(HTMLParser):
    """What in a page could act: its elements and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.mark.parametrize("student", [*STUDENTS.values(), *CLASSMATES])
def test_a_page_shows_nothing_hidden_and_runs_nothing(graded: Graded, student: str) -> None:
    text = graded.room.feedback(student)
    page = _Page()
    page.feed(text)
    assert not page.elements & {"script", "img", "svg", "iframe", "object", "embed", "a", "link", "base"}
    assert not {name for name in page.attributes if name.startswith(("on", "src", "href"))}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert len(text) < 500_000
    for secret in (str(SECRET), "BEGIN HIDDEN", TOKEN):
        assert secret not in text
    if student != "ada":
        assert OWN_WORDS not in text


@pytest.mark.parametrize("student", STUDENTS.values())
def test_what_a_hidden_test_passes_is_not_shown(graded: Graded, student: str) -> None:
    assert str(ARGUMENT) not in graded.room.feedback(student)
    assert str(ARGUMENT) not in json.dumps(graded.records[student])


def test_the_results_hold_nothing_hidden_and_steer_no_terminal(graded: Graded) -> None:
    text = (graded.room.out / "results.json").read_text(encoding="utf-8")
    for secret in (str(SECRET), "BEGIN HIDDEN", TOKEN, OWN_WORDS):
        assert secret not in text
    told = graded.done.stdout + graded.done.stderr
    for message in (told, *(cell["message"] for one in graded.records.values() for cell in one["cells"])):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", message)


def test_the_gradebook_is_whole_and_says_the_same(graded: Graded) -> None:
    with nbgrader.api.Gradebook(f"sqlite:///{graded.room.out / 'gradebook.db'}", "backend") as book:
        assert [row[0] for row in book.db.connection().exec_driver_sql("pragma integrity_check")] == ["ok"]
        scores = {one.student.id: one.score for one in book.assignment_submissions("ch01")}
    assert scores == {student: record["score"] for student, record in graded.records.items()}


def test_the_run_ends_and_names_what_nobody_could_grade(graded: Graded) -> None:
    assert graded.done.returncode == 1, graded.done.stderr
    problems = [line for line in graded.done.stderr.splitlines() if line.startswith("✗")]
    unread = [STUDENTS[f"notebook {name}"] for name in ("a notebook for R", "a pipe for a notebook")]
    assert [name for name in unread if any(name in problem for problem in problems)] == unread
    assert len(problems) == len(unread), problems


def test_nothing_is_left_running_or_lying_about(graded: Graded) -> None:
    assert graded.leftover_processes == []
    assert graded.leftover_files == []
    assert graded.guests == 0


def test_our_own_files_are_as_they_were() -> None:
    import grader

    for module in (grader, os):
        assert "a mark of an attack" not in Path(str(module.__file__)).read_text(encoding="utf-8")
    assert grade_course.source_cells()[4]["metadata"]["nbgrader"]["points"] * 2 == HONEST
