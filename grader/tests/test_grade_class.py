"""`course grade` on a small class."""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import grade_course
import nbgrader.api
import pytest
from click.testing import CliRunner, Result
from grade_course import NOTEBOOK, RIGHT, WRONG

from grader.commands.grade import command
from grader.errors import CourseError
from grader.instructor import gradebook, papers, pool
from grader.paths import Paths, find
from grader.worker import Worker

LARGEST = "def largest(numbers):\n    return max(numbers)"


class Class:
    """A class's folders, and the command on them."""

    def __init__(self, paths: Paths, root: Path) -> None:
        self.paths = paths
        self.submitted = root / "submitted"
        self.out = root / "out"

    def hand_in(self, student: str, **answers: str) -> Path:
        return grade_course.hand_in(self.paths, self.submitted, student, **answers)

    def grade(self, *options: str) -> Result:
        where = ["--submitted", str(self.submitted), "--out", str(self.out), "--jobs", "1"]
        return CliRunner().invoke(command, ["ch01", *where, *options])

    def records(self) -> dict[str, dict[str, Any]]:
        results = json.loads((self.out / "results.json").read_text(encoding="utf-8"))
        return {record["student"]: record for record in results}

    def feedback(self, student: str) -> str:
        return (self.out / "feedback" / student / "ch01.html").read_text(encoding="utf-8")

    def gradebook(self) -> Any:
        return nbgrader.api.Gradebook(f"sqlite:///{self.out / 'gradebook.db'}", "backend")


@pytest.fixture(scope="module")
def warm() -> Iterator[Worker]:
    with Worker.private(find()) as worker:
        yield worker


@pytest.fixture(scope="module")
def alembic_version() -> str:
    gradebook.reach_alembic()
    return str(nbgrader.api.get_alembic_version())


@pytest.fixture
def room(tmp_path: Path, warm: Worker, alembic_version: str) -> Iterator[Class]:
    """A class, graded by one worker for all tests: starting it, or Alembic for a gradebook, takes seconds."""
    paths = grade_course.make(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ROOT", str(paths.root))
        patch.setattr(Worker, "private", lambda _: nullcontext(warm))
        patch.setattr(nbgrader.api, "get_alembic_version", lambda: alembic_version)
        yield Class(paths, tmp_path)
    # nbgrader leaves its database open when it cannot read it; Python 3.13 warns of that at some later test.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_right_wrong_and_untouched_work_is_scored(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST)
    room.hand_in("bo", add=WRONG, largest=LARGEST)
    room.hand_in("chi")
    (room.submitted / "dee" / "ch01").mkdir(parents=True)
    result = room.grade()
    assert result.exit_code == 0, result.output
    records = room.records()
    assert {student: record["score"] for student, record in records.items()} == {
        "ana": 8,
        "bo": 4,
        "chi": 0,
        "dee": 0,
    }
    assert records["ana"] | {"cells": None} == {
        "student": "ana",
        "assignment": "ch01",
        "notebook": NOTEBOOK,
        "score": 8,
        "max_score": 11,
        "outcome": "manual",
        "cells": None,
    }
    assert [(cell["id"], cell["outcome"]) for cell in records["bo"]["cells"]] == [
        ("add-visible", "failed"),
        ("add-hidden", "failed"),
        ("largest-visible", "passed"),
        ("largest-hidden", "passed"),
        ("essay", "manual"),
    ]
    assert records["bo"]["cells"][0]["message"].startswith("`add(2, 3)` returned `-1`; expected `5`.")
    assert records["dee"]["outcome"] == "not_run"
    assert {cell["outcome"] for cell in records["dee"]["cells"]} == {"not_run"}


def test_nbgraders_own_tools_open_the_gradebook(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST, essay="Because sums matter.")
    room.hand_in("bo", add=WRONG)
    assert room.grade().exit_code == 0
    with room.gradebook() as book:
        assert book.find_submission("ch01", "ana").score == 8
        assert book.find_submission("ch01", "bo").score == 0
        assert book.find_assignment("ch01").max_score == 11
        assert book.find_grade("essay", NOTEBOOK, "ch01", "ana").needs_manual_grade
        assert not book.find_grade("essay", NOTEBOOK, "ch01", "bo").needs_manual_grade
        assert book.find_comment("largest", NOTEBOOK, "ch01", "bo").auto_comment == "No response."
    autograded = json.loads((room.out / "autograded" / "ana" / "ch01" / f"{NOTEBOOK}.ipynb").read_text())
    ran = {cell["id"]: cell for cell in autograded["cells"]}
    assert str(grade_course.SECRET) in "".join(ran["add-hidden"]["source"])
    assert ran["add"]["execution_count"] == 2


def test_nbgrader_exports_the_scores(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    room.hand_in("ana", add=RIGHT)
    assert room.grade().exit_code == 0
    from nbgrader.plugins import CsvExportPlugin

    exporter = CsvExportPlugin()
    exporter.to = str(room.out / "grades.csv")
    with room.gradebook() as book:
        exporter.export(book)
    header, row = (room.out / "grades.csv").read_text(encoding="utf-8").splitlines()
    grades = dict(zip(header.split(","), row.split(","), strict=True))
    assert (grades["student_id"], grades["score"], grades["max_score"]) == ("ana", "4.0", "11.0")


def test_feedback_shows_the_reason_and_no_hidden_value(room: Class) -> None:
    room.hand_in("bo", add=WRONG + "\n# </pre><script>alert(1)</script>", largest=LARGEST)
    room.grade()
    page = room.feedback("bo")
    assert "<code>add(2, 3)</code> returned <code>-1</code>; expected <code>5</code>" in page
    assert "For large numbers: Large sums too." in page
    assert str(grade_course.SECRET) not in page and "HIDDEN TESTS" not in page
    assert "<script" not in page and str(room.submitted) not in page
    assert page.index("Add two numbers") < page.index("Find the largest") < page.index(">1.1.3")
    assert "http" not in page


BROKEN = {
    "no JSON": (b'{"cells": [', "is not valid JSON"),
    "no UTF-8": (b"\xff\xfe{}", "is not UTF-8"),
    "another assignment": (
        json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode(),
        "for another assignment",
    ),
    "no notebook": (b"[1, 2]", "is not a valid notebook"),
    "empty": (b"", "is not valid JSON"),
}


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


def test_a_notebook_that_cannot_be_written_is_named_and_the_run_goes_on(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = room.hand_in("ana", add=RIGHT + "  # mine")
    room.hand_in("bo", add=RIGHT)
    real = papers.nbformat.writes

    def refuse(notebook: Any, *args: Any, **kwargs: Any) -> Any:
        if "# mine" in str(notebook.cells):
            raise AttributeError("output_type")
        return real(notebook, *args, **kwargs)

    monkeypatch.setattr(papers.nbformat, "writes", refuse)
    result = room.grade()
    assert result.exit_code == 1
    assert f"✗ {file} could not be graded (AttributeError: output_type)" in result.output
    assert {student: record["score"] for student, record in room.records().items()} == {"ana": 0, "bo": 4}


def test_forged_outputs_stop_nobody(room: Class) -> None:
    answer = 3
    told = {"index": answer, "outcome": "ok", "outputs": [{}], "error": None, "seconds": 0}
    line = (json.dumps({"cell": told}) + "\n").encode()
    forge = f"for fd in range(3, 32):\n  try: os.write(fd, {line!r})\n  except OSError: pass"
    file = room.hand_in("ana", add=f"{RIGHT}\nimport os\n{forge}")
    assert "os.write" in json.loads(file.read_text(encoding="utf-8"))["cells"][answer]["source"]
    result = room.grade()
    assert result.exit_code == 0, result.output
    assert room.records()["ana"]["score"] == 4


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


def test_grading_leaves_nothing_in_the_folder_it_is_called_from(
    room: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hand_in("ana", essay="Because.")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    result = room.grade()
    assert result.exit_code == 0
    assert "1 answers are to be marked by hand: make start ARGS=--instructor" in result.output
    assert list(elsewhere.iterdir()) == []


def test_a_second_run_skips_what_is_unchanged_and_again_does_not(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hand_in("ana", add=RIGHT)
    room.hand_in("bo", add=WRONG)
    room.grade()
    graded: list[str] = []
    real = pool.papers.grade

    def spy(submission: Any, *args: Any) -> Any:
        graded.append(submission.student)
        return real(submission, *args)

    monkeypatch.setattr(pool.papers, "grade", spy)
    assert "2 of them unchanged" in room.grade().output
    assert graded == []
    room.hand_in("bo", add=RIGHT)
    room.grade()
    assert graded == ["bo"]
    assert room.records()["bo"]["score"] == 4
    room.grade("--again")
    assert sorted(graded) == ["ana", "bo", "bo"]


def test_a_stopped_run_keeps_what_is_graded_and_goes_on(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("ana", "bo", "chi"):
        room.hand_in(student, add=RIGHT)
    real = gradebook.ClassGradebook.store
    calls: list[str] = []

    def interrupted(self: Any, submission: Any, *args: Any, **kwargs: Any) -> None:
        if len(calls) == 1:
            raise KeyboardInterrupt
        calls.append(submission.student)
        real(self, submission, *args, **kwargs)

    monkeypatch.setattr(gradebook.ClassGradebook, "store", interrupted)
    assert room.grade().exit_code != 0
    assert list(room.records()) == calls
    monkeypatch.undo()
    result = room.grade()
    assert result.exit_code == 0 and "1 of them unchanged" in result.output
    assert {record["score"] for record in room.records().values()} == {4}


def test_a_line_that_was_cut_in_the_journal_costs_one_student_only(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.hand_in("bo", add=RIGHT)
    room.grade()
    journal = room.out / ".graded.jsonl"
    journal.write_text(journal.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0 and "1 of them unchanged" in result.output
    assert list(room.records()) == ["ana", "bo"]


def test_a_mark_given_by_hand_survives_a_regrade(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, essay="Because.")
    room.grade()
    with room.gradebook() as book:
        grade = book.find_grade("essay", NOTEBOOK, "ch01", "ana")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        book.db.commit()
    assert room.grade().exit_code == 0
    assert room.records()["ana"]["score"] == 6.5
    assert "6.5 of 11 points" in room.feedback("ana")
    room.grade("--again")
    with room.gradebook() as book:
        assert not book.find_grade("essay", NOTEBOOK, "ch01", "ana").needs_manual_grade
    room.hand_in("ana", add=WRONG, essay="Because!")
    room.grade()
    with room.gradebook() as book:
        grade = book.find_grade("essay", NOTEBOOK, "ch01", "ana")
        assert (grade.manual_score, grade.needs_manual_grade) == (2.5, True)
        assert book.find_submission("ch01", "ana").score == 2.5


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


def refusal(room: Class) -> CourseError:
    error = room.grade().exception
    assert isinstance(error, CourseError), error
    return error


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


def no_gradebook(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"This is no gradebook. " * 100)


def test_a_file_that_is_no_gradebook_is_named_as_such(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    no_gradebook(room.out / "gradebook.db")
    assert "is damaged" in refusal(room).message


@pytest.mark.parametrize("made", [True, False], ids=["while a student is written", "while it is made"])
def test_a_full_disk_under_the_gradebook_is_named(
    room: Class, monkeypatch: pytest.MonkeyPatch, made: bool
) -> None:
    room.hand_in("ana", add=RIGHT)
    method = "update_or_create_student" if made else "update_or_create_assignment"

    def full(*_: Any, **__: Any) -> None:
        # nbgrader's own error around SQLite's.
        with closing(sqlite3.connect(":memory:")) as database:
            database.execute("pragma max_page_count = 1")
            try:
                database.execute("create table one (a)")
            except sqlite3.OperationalError as error:
                raise nbgrader.api.InvalidEntry(str(error)) from error

    with monkeypatch.context() as patch:
        patch.setattr(nbgrader.api.Gradebook, method, full)
        error = refusal(room)
    assert "no space left" in error.message and "Free some space" in error.remedy
    assert room.grade().exit_code == 0
    assert room.records()["ana"]["score"] == 4


def test_a_persons_mark_and_comments_reach_page_and_results(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST, essay="Because.")
    room.grade()
    with room.gradebook() as book:
        book.find_grade("add-visible", NOTEBOOK, "ch01", "ana").manual_score = 1.5
        book.find_comment("add", NOTEBOOK, "ch01", "ana").manual_comment = "Name it <sum>."
        book.find_comment("essay", NOTEBOOK, "ch01", "ana").manual_comment = "Say more."
        book.db.commit()
    assert room.grade().exit_code == 0
    cells = {cell["id"]: cell for cell in room.records()["ana"]["cells"]}
    assert (cells["add-visible"]["outcome"], cells["add-visible"]["score"]) == ("manual", 1.5)
    assert cells["add-visible"]["message"] == "Marked by hand.\nComment: Name it <sum>."
    assert cells["add-hidden"]["outcome"] == "passed"
    assert cells["essay"]["message"].endswith("Comment: Say more.")
    page = room.feedback("ana")
    assert "Marked by hand." in page and "Name it &lt;sum&gt;." in page and "Say more." in page


def test_an_unreadable_notebook_waits_for_nobodys_marking(room: Class) -> None:
    room.hand_in("ana").write_text("{", encoding="utf-8")
    assert "marked by hand" not in room.grade().output


def test_the_page_of_an_unreadable_notebook_gives_its_own_remedy(room: Class) -> None:
    large, damaged, link = (room.hand_in(student) for student in ("large", "damaged", "link"))
    damaged.write_text("{", encoding="utf-8")
    link.unlink()
    link.symlink_to(damaged)
    copy = room.hand_in("named")
    copy.rename(copy.with_name("01_sums (1).ipynb"))
    os.truncate(large, papers.files.MAX_BYTES + 1)
    room.grade()
    assert "Clear its outputs" in room.feedback("large")
    assert "Open it in JupyterLab, save it, and hand it in again." in room.feedback("damaged")
    assert "Hand in the file itself" in room.feedback("link")
    assert "<code>01_sums (1).ipynb</code>" in room.feedback("named")
    told = "".join(room.feedback(student) for student in ("large", "damaged", "link", "named"))
    told += (room.out / "results.json").read_text(encoding="utf-8")
    assert str(room.submitted) not in told


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


def test_a_student_with_an_empty_folder_gets_a_page_and_a_row(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    (room.submitted / "dee").mkdir()
    assert room.grade().exit_code == 0
    assert "was not handed in" in room.feedback("dee")
    with room.gradebook() as book:
        assert book.find_submission("ch01", "dee").score == 0
    assert "2 of them unchanged" in room.grade().output


def test_a_lesson_is_no_assignment() -> None:
    with pytest.raises(CourseError, match="course grade ch02"):
        CliRunner().invoke(command, ["2.3"], catch_exceptions=False)


def test_a_file_is_no_folder_of_submissions(room: Class) -> None:
    room.submitted.write_text("", encoding="utf-8")
    assert "is a file" in refusal(room).message
