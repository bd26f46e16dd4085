"""A class to grade: every student answers each task with a right or a wrong answer of the bank.

The bank has three times as many wrong answers as right ones, and a wrong one costs more: its message has to
be found. How much a class gets right is therefore a part of the measurement.
"""

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


def hand_in(
    paths: Paths, assignment: str, course: Path, students: int, seed: int, right: float | None = None
) -> None:
    """Make `course` a plain nbgrader course whose `students` have handed in `assignment`.

    `right` is the share of answers that are right; without it every answer of the bank is as likely as any
    other. The same seed gives the same answers.
    """
    random = Random(seed)  # noqa: S311 - the same class every time, no secret
    shutil.copytree(paths.solutions, course / "solutions")
    shutil.copy(paths.root / "nbgrader_config.py", course)
    lessons = load(paths.book / "course.toml").assignment(assignment)
    sources = [(lesson, files.read(paths.solutions / lesson.exercise)) for lesson in lessons]
    for number in range(1, students + 1):
        for lesson, source in sources:
            notebook = _answered(paths, lesson, source, random, right)
            files.write(notebook, course / "instructor" / "submitted" / f"s{number:04}" / lesson.exercise)


def keep(course: Path, students: int) -> int:
    """Let only the first so many students of the course have handed in; returns how many these are."""
    everybody = sorted((course / "instructor" / "submitted").iterdir())
    for folder in everybody[students:]:
        shutil.rmtree(folder)
    return len(everybody[:students])


def _answered(
    paths: Paths, lesson: Lesson, source: NotebookNode, random: Random, right: float | None
) -> NotebookNode:
    notebook = copy.deepcopy(source)
    answers = {task.slug: bank.answers(paths, lesson, task) for task in lesson.tasks}
    for cell in cells(notebook):
        if cell.is_solution and answers.get(cell.grade_id or ""):
            possible = _possible(answers[cell.grade_id or ""], random, right)
            notebook.cells[cell.index].source = random.choice(possible).code
    return notebook


def _possible(answers: list[bank.Answer], random: Random, right: float | None) -> list[bank.Answer]:
    if right is None:
        return answers
    is_wrong = random.random() >= right
    return [answer for answer in answers if answer.is_wrong == is_wrong]
