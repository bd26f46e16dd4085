"""Stock `nbgrader autograde` gives the same scores as `course grade`, cell by cell."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.authoring import bank, release
from grader.manifest import Lesson, load
from grader.notebooks import files
from grader.notebooks.cells import cells
from grader.paths import Paths, find

ASSIGNMENTS = sorted({lesson.assignment for lesson in load(find().book / "course.toml").lessons()})
STUDENTS = ("solved", "untouched", "wrong")


def _wrong(paths: Paths, lesson: Lesson, solution: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The solution with the first wrong answer of each task's bank."""
    notebook = copy.deepcopy(solution)
    answers = {
        task.slug: next((one for one in bank.answers(paths, lesson, task) if one.is_wrong), None)
        for task in lesson.tasks
    }
    for cell in cells(notebook):
        answer = answers.get(cell.grade_id or "") if cell.is_solution else None
        if answer is not None:
            notebook.cells[cell.index].source = answer.code
    return notebook


def _hand_in(paths: Paths, assignment: str, submitted: Path) -> None:
    released = release.exercises(paths)
    for lesson in load(paths.book / "course.toml").assignment(assignment):
        solution = files.read(paths.solutions / lesson.exercise)
        stub: Any = nbformat.reads(released[Path("exercises") / lesson.exercise].decode(), as_version=4)
        work = (solution, stub, _wrong(paths, lesson, solution))
        for student, notebook in zip(STUDENTS, work, strict=True):
            files.write(notebook, submitted / student / lesson.exercise)


def _run(*command: str, cwd: Path) -> None:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=cwd,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_stock_nbgrader_gives_the_same_scores(tmp_path: Path, assignment: str) -> None:
    from nbgrader.api import Gradebook

    paths, instructor = find(), tmp_path / "instructor"
    shutil.copytree(paths.solutions, tmp_path / "solutions")
    shutil.copy(paths.root / "nbgrader_config.py", tmp_path)
    _hand_in(paths, assignment, instructor / "submitted")
    _run("nbgrader", "generate_assignment", assignment, cwd=tmp_path)
    _run("nbgrader", "autograde", assignment, cwd=tmp_path)
    out = tmp_path / "ours"
    _run(
        "grader",
        "grade",
        assignment,
        "--submitted",
        str(instructor / "submitted"),
        "--out",
        str(out),
        cwd=tmp_path,
    )

    ours = {
        (record["student"], record["notebook"], cell["id"]): cell["score"]
        for record in json.loads((out / "results.json").read_text(encoding="utf-8"))
        for cell in record["cells"]
    }
    with Gradebook(f"sqlite:///{instructor / 'gradebook.db'}", "backend") as book:
        stock = {
            (submission.student.id, notebook.name, grade.name): grade.auto_score or 0.0
            for submission in book.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
    assert ours == stock
    totals = {student: sum(score for key, score in ours.items() if key[0] == student) for student in STUDENTS}
    assert totals["untouched"] == 0 < totals["solved"]
    assert totals["wrong"] < totals["solved"]
