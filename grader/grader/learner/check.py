"""Judging a learner's saved notebook. Runs inside the warm worker, where everything is imported already."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypedDict

from grader import paths as course_paths
from grader.errors import CourseError
from grader.learner import answers, merge, progress, saved
from grader.learner.copies import course_of
from grader.manifest import Lesson, Task
from grader.notebooks.cells import task_of
from grader.paths import Paths

if TYPE_CHECKING:
    from grader.notebooks.cells import Cell
    from grader.verdict.verdict import Verdict
    from grader.worker import Worker


class CellReport(TypedDict):
    """One graded cell; `outcome` as in results.json, `message` what a learner may read."""

    id: str
    hidden: bool
    score: float
    max_score: float
    outcome: str
    message: str


class TaskReport(TypedDict):
    """One task; `state` is passed, failed, not started or manual."""

    name: str
    key: str
    title: str
    state: str
    score: float
    max_score: float
    cells: list[CellReport]


class LessonReport(TypedDict):
    """One notebook: the file that was read, its tasks.

    `stale`: the course has newer exercises than this copy.
    """

    lesson: str
    title: str
    file: str
    stale: bool
    score: float
    max_score: float
    remarks: list[str]
    tasks: list[TaskReport]


def examine(worker: Worker, name: str) -> list[LessonReport]:
    """Judge what `name` (2, 2.3, 1.8, 2.3.1) stands for.

    Raises CourseError for an unknown name, a missing or damaged notebook, and one of another lesson.
    """
    paths = course_paths.find()
    course = course_of(paths)
    only = course.task(name).name if name.count(".") == 2 else None
    return [_lesson(paths, lesson, worker, only) for lesson in saved.lessons(course, name)]


def warm_up(paths: Paths) -> None:
    """Start the shared worker and do not wait for it: the first check then finds it ready.

    Never raises: whoever checks later is told what is wrong with the worker.
    """
    with contextlib.suppress(CourseError, OSError, ImportError):
        from grader.worker import Worker

        Worker.shared(paths).close()


def _lesson(paths: Paths, lesson: Lesson, worker: Worker, only: str | None) -> LessonReport:
    from grader.notebooks import files
    from grader.notebooks.cells import cells as cells_of
    from grader.verdict.verdict import judge

    file, mine = saved.file_of(paths, lesson), saved.read(paths, lesson)
    release = files.read(paths.exercises / lesson.exercise)
    trusted = paths.solutions / lesson.exercise
    source = files.read(trusted) if trusted.is_file() else release
    verdict = judge(mine, source, worker, folder=file.parent, in_practice=True)
    hidden = {cell.grade_id for cell in cells_of(source) if cell.is_hidden or _is_bare(cell)}
    tasks = [
        _task(lesson, task, verdict, hidden, untouched=_is_stub(mine, release, task))
        for task in lesson.tasks
        if only in (None, task.name)
    ]
    return LessonReport(
        lesson=lesson.name,
        title=lesson.title,
        file=saved.shown(paths, file),
        stale=answers.is_stale(paths, lesson),
        score=sum(task["score"] for task in tasks),
        max_score=sum(task["max_score"] for task in tasks),
        remarks=[str(remark) for remark in verdict.remarks],
        tasks=tasks,
    )


def _is_bare(cell: Cell) -> bool:
    """What the release leaves of hidden tests: their comment."""
    return cell.is_test and all(line.startswith("#") or not line.strip() for line in cell.source.splitlines())


def _task(
    lesson: Lesson, task: Task, verdict: Verdict, hidden: set[str | None], *, untouched: bool
) -> TaskReport:
    cells = [
        CellReport(
            id=cell.id,
            hidden=cell.id in hidden,
            score=cell.score or 0.0,
            max_score=cell.max_score,
            outcome=cell.outcome,
            message=cell.message or "",
        )
        for cell in verdict.cells
        if cell.task == task.slug
    ]
    return TaskReport(
        name=task.name,
        key=progress.key(lesson, task.slug),
        title=task.title,
        state="not started" if untouched else _state(cells),
        score=sum(cell["score"] for cell in cells),
        max_score=sum(cell["max_score"] for cell in cells),
        cells=cells,
    )


def _state(cells: list[CellReport]) -> str:
    """Hidden tests that do not run here (a course without solutions) neither pass nor fail a task."""
    later = [cell for cell in cells if cell["hidden"] and cell["outcome"] == "not_run"]
    ran = [cell for cell in cells if cell not in later]
    if any(cell["outcome"] not in ("passed", "manual") for cell in ran) or not ran:
        return "failed"
    return "passed" if any(cell["outcome"] == "passed" for cell in ran) else "manual"


def _is_stub(mine: dict[str, Any], release: dict[str, Any], task: Task) -> bool:
    """Whether the learner has not touched the task's answer yet, or its cell is not there."""
    return _answer(mine, task) in ([], _answer(release, task))


def _answer(notebook: dict[str, Any], task: Task) -> list[str]:
    return [
        cell["source"].strip()
        for cell in notebook["cells"]
        if merge.is_solution(cell) and task_of(merge.grade_id(cell) or "") == task.slug
    ]
