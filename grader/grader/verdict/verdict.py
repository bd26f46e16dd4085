"""From a submitted notebook to points and messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode

from grader.notebooks import syntax
from grader.notebooks.cells import Cell, cells
from grader.verdict import absent, clean, messages
from grader.verdict.restore import restore
from grader.worker.client import Worker
from grader.worker.records import CellRun, Limits, Run, Source

Outcome = Literal["passed", "failed", "timed_out", "crashed", "not_run", "manual"]

_NOWHERE = Path("/nonexistent")
"""A run's scratch folder is a copy of no folder's files."""


@dataclass(frozen=True, slots=True)
class CellVerdict:
    """One graded cell. `message` is what a learner may read, `detail` the instructor; empty when passed."""

    id: str
    task: str
    score: float
    max_score: float
    outcome: Outcome
    message: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All graded cells in the source's order; `run` tells of every code cell of the restored `notebook`."""

    cells: tuple[CellVerdict, ...]
    run: Run
    notebook: NotebookNode
    remarks: tuple[str, ...]

    @property
    def score(self) -> float:
        """The points earned; manual cells count nothing until a person has read them."""
        return sum(cell.score for cell in self.cells)

    @property
    def max_score(self) -> float:
        """All points, those of manual cells too."""
        return sum(cell.max_score for cell in self.cells)


def judge(
    submitted: NotebookNode,
    source: NotebookNode,
    worker: Worker,
    *,
    folder: Path | None = None,
    limits: Limits | None = None,
    in_practice: bool = False,
) -> Verdict:
    """Restore the submitted notebook by `source`, run it, and judge each graded cell.

    `source` is the solution notebook, or the release where there are no solutions: then hidden tests are not
    run. `in_practice` tells which exceptions an answer raised in them, too. `folder` holds the files beside
    the notebook, which the run sees as copies. Parts of the app that a task asks for are absent from the run.

    Raises Unrestorable when the notebook is for another assignment, CourseError when the worker is broken.
    """
    restored = restore(submitted, source)
    described = cells(restored.notebook)
    parts = absent.parts(source)

    def run_of(sources: list[Source]) -> Run:
        return worker.run(
            sources, folder=folder or _NOWHERE, limits=limits or Limits(), absent=list(parts.values())
        )

    sources = _sources(described, parts)
    run = run_of(sources)
    told = clean.without_hidden(run, sources, described, run_of)
    by_id = {cell.grade_id: cell for cell in described}
    graded = [by_id[cell.grade_id] for cell in cells(source) if cell.is_test or cell.is_manual]
    judged = tuple(_cell(cell, run, told, described, in_practice) for cell in graded)
    return Verdict(judged, run, restored.notebook, restored.remarks)


def _sources(described: list[Cell], parts: Mapping[str, str]) -> list[Source]:
    """A test cell must do without its own task's part only, since the app that it builds needs the others."""
    own = {task: (part,) for task, part in parts.items()}
    return [
        Source(
            cell.index, cell.source, cell.task, cell.is_test, own.get(cell.task or "", ()) if parts else None
        )
        for cell in described
        if cell.kind == "code"
    ]


def _cell(cell: Cell, run: Run, told: Run, described: list[Cell], in_practice: bool) -> CellVerdict:
    name, task, points = cell.grade_id or "", cell.task or "", cell.points
    ran = run.cell(cell.index)
    if cell.is_manual:
        return CellVerdict(name, task, 0.0, points, "manual", messages.by_hand(cell, described))
    if _is_empty(cell.source) or ran is None:
        return CellVerdict(name, task, 0.0, points, "not_run", messages.HIDDEN_LATER)
    if ran.outcome == "ok":
        return CellVerdict(name, task, points, points, "passed")
    message = messages.for_learner(cell, run, told, described, in_practice=in_practice)
    return CellVerdict(name, task, 0.0, points, _outcome(ran), message, messages.for_instructor(ran))


def _outcome(ran: CellRun) -> Outcome:
    if ran.outcome in ("timed_out", "crashed", "not_run"):
        return ran.outcome
    return "failed"


def _is_empty(source: str) -> bool:
    """Whether nothing but comments is left: a hidden test cell of the release."""
    try:
        return syntax.words(source).is_empty
    except SyntaxError:
        return False
