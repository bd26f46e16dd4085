"""What `course grade` tells: outcomes, the order of lines, words on the feedback page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import grade_course
import nbgrader.api
import pytest
from grade_course import RIGHT, WRONG
from test_grade_class import LARGEST, Class

from grader.instructor import gradebook, records
from grader.paths import find
from grader.worker import Worker


@pytest.fixture(scope="module")
def warm() -> Iterator[Worker]:
    with Worker.private(find()) as worker:
        yield worker


@pytest.fixture(scope="module")
def alembic_version() -> str:
    gradebook.reach_alembic()
    return str(nbgrader.api.get_alembic_version())


@pytest.fixture
def room(tmp_path: Path, warm: Worker, alembic_version: str, monkeypatch: pytest.MonkeyPatch) -> Class:
    """A class, graded by one worker for all tests."""
    paths = grade_course.make(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(paths.root))
    monkeypatch.setattr(Worker, "private", lambda _: nullcontext(warm))
    monkeypatch.setattr(nbgrader.api, "get_alembic_version", lambda: alembic_version)
    return Class(paths, tmp_path)


def test_every_record_has_the_worst_outcome_and_no_message(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST)
    room.hand_in("bo", add=WRONG, largest=LARGEST)
    room.hand_in("cy", add="import os\n\ndef add(a, b):\n    os._exit(3)", largest=LARGEST)
    room.hand_in("dee").write_text("no notebook", encoding="utf-8")
    (room.submitted / "eve" / "ch01").mkdir(parents=True)
    first = room.grade()
    found = room.records()
    assert {student: record["outcome"] for student, record in found.items()} == {
        "ana": "manual",
        "bo": "failed",
        "cy": "crashed",
        "dee": "not_run",
        "eve": "not_run",
    }
    assert not any("message" in record for record in found.values())
    assert "3 of 5" in first.output
    again = room.grade()
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert "dee: 0 of 11, 1 not graded, unchanged" in again.output
    assert "eve: 0 of 11, 1 not handed in, unchanged" in again.output
    assert "3 of 5" in again.output
    assert room.records() == found


def test_a_solution_cell_that_ends_the_program_leaves_a_graded_notebook(room: Class) -> None:
    room.hand_in("ana", add="import os\n\nos._exit(3)")
    result = room.grade()
    assert room.records()["ana"]["outcome"] == "not_run"
    assert "1 of 1" in result.output, "it was run: it counts as graded"


def test_a_journal_of_an_older_version_is_graded_again(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.grade()
    journal = room.out / ".graded.jsonl"
    entry = json.loads(journal.read_text(encoding="utf-8"))
    del entry["ungraded"]
    journal.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    result = room.grade()
    assert (result.exit_code, "unchanged since" in result.output.splitlines()[0]) == (0, False)
    assert room.records()["ana"]["outcome"] == "failed"


def test_a_notebook_without_graded_cells_is_passed_or_not_run() -> None:
    assert [records._worst([], empty) for empty in ("passed", "not_run")] == ["passed", "not_run"]
