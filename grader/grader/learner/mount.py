"""The learner's own parts for the university app, taken from the saved notebook."""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import os
import sys
import textwrap
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from grader.errors import CourseError
from grader.learner import merge, saved
from grader.manifest import Lesson, Task
from grader.notebooks.cells import task_of
from grader.paths import Paths


@dataclass(frozen=True, slots=True)
class Parts:
    """`overrides` for the app's `build`, by slot; `left_out` says why the other tasks are not there."""

    overrides: dict[str, object]
    mounted: tuple[Task, ...]
    left_out: tuple[tuple[Task, str], ...]


def parts(paths: Paths, lesson: Lesson) -> Parts:
    """Run the notebook's cells, tests left out, and collect what fills a slot.

    Raises CourseError when the lesson fills no slot, the notebook cannot be read, or a cell fails.
    """
    tasks = [task for task in lesson.tasks if task.slot and task.part]
    if not tasks:
        raise CourseError(
            f"No task of lesson {lesson.name} fills a place in the university app.",
            remedy="Run the app without it: course app",
        )
    file, cells = saved.file_of(paths, lesson), saved.read(paths, lesson)["cells"]
    ready = [task for task in tasks if not _unfinished(cells, task)]
    left_out = [(task, "not finished yet: it still raises NotImplementedError") for task in tasks]
    if not ready:
        return Parts({}, (), tuple(left_out))
    module = run(cells, f"learner_{lesson.notebook}", saved.shown(paths, file))
    found = {task: getattr(module, str(task.part), None) for task in ready}
    left_out = [entry for entry in left_out if entry[0] not in ready]
    left_out += [(task, f"the notebook defines no {task.part}") for task in ready if found[task] is None]
    mounted = tuple(task for task in ready if found[task] is not None)
    return Parts({str(task.slot): found[task] for task in mounted}, mounted, tuple(left_out))


def run(cells: list[dict[str, Any]], name: str, file: str) -> ModuleType:
    """A fresh module in which all code cells but the tests ran; raises CourseError at one that fails."""
    module = ModuleType(name)
    sys.modules[name] = module  # dataclasses and typing look their module up
    with _no_window(), contextlib.redirect_stdout(io.StringIO()):  # what cells print belongs to the notebook
        for number, cell in enumerate(cells, start=1):
            if cell["cell_type"] == "code" and not _is_test(cell):
                _run_cell(module, cell, number, file)
    return module


@contextlib.contextmanager
def _no_window() -> Iterator[None]:
    """A plot in the notebook opens no window; whoever mounts keeps the environment it had."""
    before = os.environ.get("MPLBACKEND")
    os.environ["MPLBACKEND"] = before or "Agg"
    try:
        yield
    finally:
        if before is None:
            del os.environ["MPLBACKEND"]


def _run_cell(module: ModuleType, cell: dict[str, Any], number: int, file: str) -> None:
    source, label = _python(cell["source"]), f"{file}, cell {number}"
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    try:
        exec(compile(source, label, "exec"), module.__dict__)  # noqa: S102 (the learner's own code and machine)
    except (Exception, SystemExit) as error:
        last = next(
            (f for f in reversed(traceback.extract_tb(error.__traceback__)) if f.filename == label), None
        )
        line = last.lineno if last else getattr(error, "lineno", None)
        where = f"cell {number}{f' (`{name}`)' if (name := merge.grade_id(cell)) else ''}"
        raise CourseError(
            f"{file}: {where} fails{f' at line {line}' if line else ''}: {type(error).__name__}: {error}",
            remedy="Mend that cell, save the notebook (Ctrl+S), and run the command again.",
        ) from error


def _python(source: str) -> str:
    """The cell without IPython's own commands (%magic, !shell), which mean nothing outside a notebook."""
    if source.lstrip().startswith("%%"):
        return ""
    return "\n".join("" if line.startswith(("%", "!", "?")) else line for line in source.splitlines()) + "\n"


def _is_test(cell: dict[str, Any]) -> bool:
    nbgrader = cell["metadata"].get("nbgrader") or {}
    return bool(nbgrader.get("grade")) and not nbgrader.get("solution")


def _unfinished(cells: list[dict[str, Any]], task: Task) -> bool:
    """Whether the task's cells still hold the stub's `raise NotImplementedError`."""
    own = [cell for cell in cells if merge.is_solution(cell) and _belongs(cell, task)]
    return any(_raises_not_implemented(cell["source"]) for cell in own)


def _belongs(cell: dict[str, Any], task: Task) -> bool:
    return task_of(merge.grade_id(cell) or "") == task.slug


def _raises_not_implemented(source: str) -> bool:
    try:
        tree = ast.parse(textwrap.dedent(_python(source)))
    except SyntaxError:
        return False  # running the cell says more
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    names = [error.func if isinstance(error, ast.Call) else error for error in raised]
    return any(isinstance(name, ast.Name) and name.id == "NotImplementedError" for name in names)
