"""Giving back stubs and showing solutions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.learner import history, merge, saved, work
from grader.learner.copies import Copy, copies, fresh, releases
from grader.manifest import Lesson, Task
from grader.notebooks.cells import task_of
from grader.notebooks.whole import write_bytes
from grader.paths import Paths

_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")


def exercise(paths: Paths, lesson: Lesson) -> Copy:
    """The lesson's exercise notebook as the course has it; raises CourseError when there is none."""
    name = f"exercises/{lesson.exercise.as_posix()}"
    found = next((copy for copy in copies(paths) if copy.name == name), None)
    if found is None:
        raise CourseError(f"Lesson {lesson.name} has no exercises yet.", remedy="See: course progress")
    return found


def is_stale(paths: Paths, lesson: Lesson) -> bool:
    """Whether the course has newer exercises than the learner's copy was made from."""
    base = releases(paths) / "exercises" / lesson.exercise
    return not base.is_file() or base.read_bytes() != fresh(paths.exercises / lesson.exercise)


def reset_lesson(paths: Paths, lesson: Lesson) -> Path | None:
    """All exercises of a lesson anew; returns where the old notebook is kept (None: there was none)."""
    return work.renew(paths, exercise(paths, lesson))


def reset_task(paths: Paths, lesson: Lesson, task: Task) -> Path:
    """The stub of one task comes back, the rest stays; returns where the old notebook is kept.

    Raises what `cells_to_reset` raises.
    """
    mine, pairs = cells_to_reset(paths, lesson, task)
    copy = exercise(paths, lesson)
    target = copy.target(paths)
    kept = history.keep(paths, target, under=copy.under)
    for cell, stub in pairs:
        cell["source"] = "".join(stub["source"])
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    write_bytes(work.content(mine), target)
    return kept


def cells_to_reset(
    paths: Paths, lesson: Lesson, task: Task
) -> tuple[dict[str, Any], list[tuple[dict[str, Any], dict[str, Any]]]]:
    """The learner's notebook, and in it each cell of the task with its stub.

    Raises CourseError for a damaged notebook, or one without the task's cell: say so before you ask.
    """
    mine: dict[str, Any] = saved.read(paths, lesson)
    stubs = [cell for cell in exercise(paths, lesson).notebook["cells"] if _answers(cell, task)]
    own = [cell for cell in mine["cells"] if _answers(cell, task)]
    if len(own) != len(stubs):
        raise CourseError(
            f"{saved.shown(paths, saved.file_of(paths, lesson))} has no cell for the task {task.name}, "
            "or has it twice.",
            remedy=f"Take the whole notebook back with: course reset {lesson.name}",
        )
    return mine, list(zip(own, stubs, strict=True))


def solution(paths: Paths, lesson: Lesson, task: Task) -> list[str]:
    """The solution's cells as text; raises CourseError where the course comes without solutions."""
    file = paths.solutions / lesson.exercise
    if not file.is_file():
        raise CourseError(
            "This copy of the course comes without solutions.",
            remedy="Ask whoever gave it to you; the hints below the task's text are always there.",
        )
    notebook = work.read(file)
    return [_without_markers(cell["source"]) for cell in notebook["cells"] if _answers(cell, task)]


def _answers(cell: dict[str, Any], task: Task) -> bool:
    name = merge.grade_id(cell)
    return merge.is_solution(cell) and name is not None and task_of(name) == task.slug


def _without_markers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if line.strip() not in _MARKERS)
