"""A class to grade: every student answers each task with a right or a wrong answer of the bank."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from random import Random

from nbformat import NotebookNode

from grader.authoring import bank
from grader.manifest import Lesson, load
from grader.notebooks import files
from grader.notebooks.cells import cells
from grader.paths import Paths


def hand_in(paths: Paths, assignment: str, course: Path, students: int, seed: int) -> None:
    """Make `course` a plain nbgrader course whose `students` have handed in `assignment`.

    The same seed gives the same answers.
    """
    random = Random(seed)  # noqa: S311 - the same class every time, no secret
    shutil.copytree(paths.solutions, course / "solutions")
    shutil.copy(paths.root / "nbgrader_config.py", course)
    lessons = load(paths.book / "course.toml").assignment(assignment)
    sources = [(lesson, files.read(paths.solutions / lesson.exercise)) for lesson in lessons]
    for number in range(1, students + 1):
        for lesson, source in sources:
            notebook = _answered(paths, lesson, source, random)
            files.write(notebook, course / "instructor" / "submitted" / f"s{number:04}" / lesson.exercise)


def keep(course: Path, students: int) -> int:
    """Let only the first so many students of the course have handed in; returns how many these are."""
    everybody = sorted((course / "instructor" / "submitted").iterdir())
    for folder in everybody[students:]:
        shutil.rmtree(folder)
    return len(everybody[:students])


def _answered(paths: Paths, lesson: Lesson, source: NotebookNode, random: Random) -> NotebookNode:
    notebook = copy.deepcopy(source)
    answers = {task.slug: bank.answers(paths, lesson, task) for task in lesson.tasks}
    for cell in cells(notebook):
        if cell.is_solution and answers.get(cell.grade_id or ""):
            notebook.cells[cell.index].source = random.choice(answers[cell.grade_id or ""]).code
    return notebook
