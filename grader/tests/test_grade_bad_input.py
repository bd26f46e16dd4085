"""`course grade` meets what it cannot use: it says so, goes on, and loses nothing."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import grade_course
import nbgrader.api
import pytest
from click.testing import CliRunner
from grade_course import NOTEBOOK, RIGHT
from grade_room import LARGEST, Class
from sqlalchemy.exc import OperationalError

from grader.commands.grade import command
from grader.errors import CourseError
from grader.instructor import gradebook, marking, problems
from grader.instructor.class_gradebook import ClassGradebook
from grader.worker import CellRun, Run
from grader.worker.client import Local


def _nested(depth: int) -> bytes:
    notebook = {"cells": [], "metadata": {"deep": "HERE"}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook).replace('"HERE"', "[" * depth + "]" * depth).encode()


BROKEN = {
    "no JSON": (b'{"cells": [', "is not valid JSON"),
    "no UTF-8": (b"\xff\xfe{}", "is not UTF-8"),
    "another assignment": (
        json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode(),
        "for another assignment",
    ),
    "no notebook": (b"[1, 2]", "is not a valid notebook"),
    "empty": (b"", "is not valid JSON"),
    "nested deeper than anybody reads": (b"[" * 200_000 + b"]" * 200_000, "nests deeper than 100 levels"),
    "a notebook whose metadata nest": (_nested(150), "nests deeper than 100 levels"),
    "metadata that nest to the end of the stack": (_nested(500), "nests deeper than 100 levels"),
    "200 MB": (b" " * 200 * 2**20, "is larger than 20 MB"),
}


def refusal(room: Class) -> CourseError:
    error = room.grade().exception
    assert isinstance(error, CourseError), error
    return error


def no_gradebook(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"This is no gradebook. " * 100)


@pytest.mark.parametrize(("content", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_bad_notebook_is_named_and_the_run_goes_on(room: Class, content: bytes, reason: str) -> None:
    file = room.hand_in("ana")
    file.write_bytes(content)
    room.hand_in("bo", add=RIGHT)
    result = room.grade()
    assert result.exit_code == 1
    assert f"✗ {file}" in result.output and reason in result.output and "hand it in again" in result.output
    records = room.records()
    assert records["bo"]["score"] == 4
    assert (records["ana"]["score"], records["ana"]["outcome"]) == (0, "not_run")
    assert "could not be graded" in room.feedback("ana")
    assert str(room.submitted) not in room.feedback("ana")
    again = room.grade()
    assert again.exit_code == 1 and reason in again.output


def test_a_link_out_of_the_students_folder_is_refused(room: Class) -> None:
    theirs = room.hand_in("ana", add=RIGHT)
    folder = room.submitted / "bo" / "ch01"
    folder.mkdir(parents=True)
    (folder / theirs.name).symlink_to(theirs)
    assert room.grade().exit_code == 1
    assert room.records()["bo"]["score"] == 0


def test_a_lone_surrogate_and_repeated_ids_stop_nobody(room: Class) -> None:
    file = room.hand_in("ana", add=RIGHT + "\n# \ud800", largest='def largest(n):\n    return "\\ud800"')
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["cells"].append(notebook["cells"][-1])
    file.write_text(json.dumps(notebook), encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0, result.output
    assert room.records()["ana"]["score"] == 4


@pytest.mark.parametrize("forged", [5, {"grade_id": ["add"], "solution": True}])
def test_metadata_that_nbgrader_never_writes_stop_nobody(room: Class, forged: object) -> None:
    file = room.hand_in("ana", add=RIGHT)
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["cells"][0]["metadata"]["nbgrader"] = forged
    file.write_text(json.dumps(notebook), encoding="utf-8")
    room.hand_in("bo", add=RIGHT)
    result = room.grade()
    assert result.exit_code == 1
    assert f"✗ {file} could not be graded" in result.output and "Grade it by hand." in result.output
    assert room.records()["bo"]["score"] == 4


def test_a_notebook_that_cannot_be_written_is_named(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    file = room.hand_in("ana", add=RIGHT)

    class Idle(Local):
        def run(self, sources: Any, **_more: Any) -> Run:
            return Run(tuple(CellRun(source.index, "not_run") for source in sources))

    def refuse(*_args: Any, **_more: Any) -> Any:
        raise AttributeError("output_type")

    monkeypatch.setattr(marking, "split_lines", refuse)
    solution = str(room.paths.solutions / "ch01" / file.name)
    told = marking.mark(Idle(Any, Any, None), student="ana", file=str(file), solution=solution)
    assert told == problems.not_yours(
        f"{file} could not be graded (AttributeError: output_type). Grade it by hand."
    )


def test_forged_results_cost_their_own_task_only(room: Class) -> None:
    answer = 3
    told = {"index": answer, "outcome": "ok", "outputs": [{}], "error": None, "seconds": 0}
    line = (json.dumps({"cell": told}) + "\n").encode()
    forge = f"for fd in range(3, 32):\n  try: os.write(fd, {line!r})\n  except OSError: pass"
    file = room.hand_in("ana", add=f"{RIGHT}\nimport os\n{forge}", largest=LARGEST)
    assert "os.write" in json.loads(file.read_text(encoding="utf-8"))["cells"][answer]["source"]
    room.hand_in("bo", add=RIGHT)
    result = room.grade()
    assert result.exit_code == 0, result.output
    records = room.records()
    assert [(cell["id"], cell["outcome"]) for cell in records["ana"]["cells"][:2]] == [
        ("add-visible", "not_run"),
        ("add-hidden", "not_run"),
    ]
    assert "broke into the grader's questions" in room.feedback("ana").replace("&#x27;", "'")
    assert {student: record["score"] for student, record in records.items()} == {"ana": 4, "bo": 4}


def test_a_notebook_for_another_kernel_is_named(room: Class) -> None:
    file = room.hand_in("ana", add="add <- function(a, b) a + b")
    notebook = json.loads(file.read_text(encoding="utf-8"))
    notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}
    file.write_text(json.dumps(notebook), encoding="utf-8")
    room.hand_in("bo", add=RIGHT)
    result = room.grade()
    assert result.exit_code == 1
    assert f"✗ {file}: This notebook is for another kernel: its language is 'R'" in result.output
    assert "Change Kernel → Python 3" in room.feedback("ana")
    assert {student: record["score"] for student, record in room.records().items()} == {"ana": 0, "bo": 4}


def test_of_two_notebooks_whose_names_differ_in_case_the_assignments_own_is_graded(room: Class) -> None:
    file = room.hand_in("ana", add=RIGHT)
    other = file.with_name(file.name.upper().replace("IPYNB", "ipynb"))
    other.write_text("{}", encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0
    assert "Ignored" in result.output and other.name in result.output
    assert room.records()["ana"]["score"] == 4


def test_a_clock_that_jumps_back_loses_and_repeats_nothing(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    first, second = room.hand_in("ana"), room.hand_in("bo", add=RIGHT)
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: now + 400 * 86_400)
        assert room.grade().exit_code == 0
    room.hand_in("ana", add=RIGHT)
    for file in (first, second):
        os.utime(file, (now - 400 * 86_400,) * 2)
    result = room.grade()
    assert result.exit_code == 0
    assert {student: record["score"] for student, record in room.records().items()} == {"ana": 4, "bo": 4}
    with room.gradebook() as book:
        assert {one.student.id: one.score for one in book.assignment_submissions("ch01")} == {
            "ana": 4,
            "bo": 4,
        }
    assert "bo: 4 of 11, unchanged since the last run" in result.output


@pytest.mark.parametrize("where", ["bo", "bo/ch01"])
def test_a_folder_that_may_not_be_read_is_named_and_the_run_goes_on(
    room: Class, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    room.hand_in("ana", add=RIGHT)
    file = room.hand_in("bo", add=RIGHT)
    locked, real = room.submitted / where, os.stat

    def refuse(path: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(path, Path) and locked in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **kwargs)

    # Root may read everything, so permission bits prove nothing here.
    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "lstat", refuse)
    result = room.grade()
    assert result.exit_code == 1, result.output
    assert f"✗ {file} cannot be read: Permission denied. Mend the permissions" in result.output
    assert {student: record["score"] for student, record in room.records().items()} == {"ana": 4, "bo": 0}
    monkeypatch.undo()
    monkeypatch.setenv("COURSE_ROOT", str(room.paths.root))


def test_a_full_disk_leaves_old_files_whole_and_the_next_run_goes_on(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hand_in("ana", add=RIGHT)
    room.grade()
    before = (room.out / "results.json").read_bytes()
    room.hand_in("bo", add=RIGHT)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = room.grade()
    assert isinstance(result.exception, CourseError)
    assert "No space left on device" in str(result.exception)
    assert (room.out / "results.json").read_bytes() == before
    monkeypatch.undo()
    assert room.grade().exit_code == 0
    assert list(room.records()) == ["ana", "bo"]


@pytest.mark.parametrize(
    ("make", "message"),
    [(False, "There is no folder"), (True, "Nobody in .* handed in ch01")],
    ids=["missing folder", "empty folder"],
)
def test_nothing_to_grade_is_bad_input(room: Class, make: bool, message: str) -> None:
    if make:
        room.submitted.mkdir()
    with pytest.raises(CourseError, match=message):
        CliRunner().invoke(
            command,
            ["ch01", "--submitted", str(room.submitted)],
            catch_exceptions=False,
            standalone_mode=False,
        )


def test_an_unknown_assignment_is_bad_input_and_makes_nothing(room: Class) -> None:
    with pytest.raises(CourseError, match="no assignment 'ch99'"):
        CliRunner().invoke(command, ["ch99", "--out", str(room.out)], catch_exceptions=False)
    assert not room.out.exists()


def test_one_run_at_a_time_writes_to_a_folder(room: Class) -> None:
    import fcntl

    room.hand_in("ana")
    room.out.mkdir()
    with (room.out / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = room.grade()
    assert isinstance(result.exception, CourseError) and "Another `course grade`" in str(result.exception)


def test_notebooks_of_other_names_are_told(room: Class) -> None:
    file = room.hand_in("ana", add=RIGHT)
    (file.parent / "01_sums-Copy1.ipynb").write_text("{}", encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0
    assert "Ignored" in result.output and "01_sums-Copy1.ipynb" in result.output


def test_changed_cells_under_graded_work_are_refused(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.grade()
    cells = [cell for cell in grade_course.source_cells() if not cell["id"].startswith("largest")]
    grade_course.write(room.paths.solutions / "ch01" / f"{NOTEBOOK}.ipynb", cells)
    result = room.grade()
    assert isinstance(result.exception, CourseError) and "new --out" in result.exception.remedy


def test_the_command_ends_with_2_on_bad_input(room: Class) -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "grader", "grade", "ch99"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2 and "Choose one of: ch01." in done.stderr


def test_a_locked_gradebook_is_named_as_such(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    room.hand_in("ana", add=RIGHT)
    room.grade()
    monkeypatch.setattr(gradebook, "SECONDS_FOR_OTHERS", 0.1)
    other = sqlite3.connect(room.out / "gradebook.db", isolation_level=None)
    other.execute("begin exclusive")
    error = refusal(room)
    assert "in use by another program" in error.message and "same command" in error.remedy
    other.close()
    assert room.grade().exit_code == 0


def test_a_damaged_gradebook_is_named_as_such(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.grade()
    file = room.out / "gradebook.db"
    file.write_bytes(file.read_bytes()[:5000] + b"\xff" * 40000)
    assert "is damaged" in refusal(room).message


def test_a_file_that_is_no_gradebook_is_named_as_such(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    no_gradebook(room.out / "gradebook.db")
    assert "is damaged" in refusal(room).message


@pytest.mark.parametrize("made", [True, False], ids=["while a student is written", "while it is made"])
def test_a_full_disk_under_the_gradebook_is_named(
    room: Class, monkeypatch: pytest.MonkeyPatch, made: bool
) -> None:
    room.hand_in("ana", add=RIGHT)

    def full(*_: Any, **__: Any) -> None:
        # SQLAlchemy's, or nbgrader's own, error around SQLite's.
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("pragma max_page_count = 1")
            try:
                database.execute("create table one (a)")
            except sqlite3.OperationalError as error:
                if made:
                    raise OperationalError("INSERT", {}, error) from error
                raise nbgrader.api.InvalidEntry(str(error)) from error

    with monkeypatch.context() as patch:
        if made:
            patch.setattr(ClassGradebook, "_add", full)
        else:
            patch.setattr(nbgrader.api.Gradebook, "update_or_create_assignment", full)
        error = refusal(room)
    assert "no space left" in error.message and "Free some space" in error.remedy
    assert room.grade().exit_code == 0
    assert room.records()["ana"]["score"] == 4


@pytest.mark.parametrize("inside", [".", "results"])
def test_results_among_the_submissions_are_refused(room: Class, inside: str) -> None:
    room.hand_in("ana", add=RIGHT)
    room.out = room.submitted / inside
    assert "may not lie among the submissions" in refusal(room).message
    assert [entry.name for entry in room.submitted.iterdir()] == ["ana"]


def test_a_folder_name_that_would_run_in_the_formgrader_is_a_problem(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.hand_in("<b>x\x1b", add=RIGHT)
    room.hand_in("Zoë O'Neil", add=RIGHT)
    result = room.grade()
    assert result.exit_code == 1
    assert "✗ <b>x?: not graded" in result.output and "Rename the folder" in result.output
    assert set(room.records()) == {"ana", "Zoë O'Neil"}


def test_a_lesson_is_no_assignment() -> None:
    with pytest.raises(CourseError, match="course grade ch02"):
        CliRunner().invoke(command, ["2.3"], catch_exceptions=False)


def test_a_file_is_no_folder_of_submissions(room: Class) -> None:
    room.submitted.write_text("", encoding="utf-8")
    assert "is a file" in refusal(room).message
