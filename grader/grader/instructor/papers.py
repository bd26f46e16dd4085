"""Grades one student's notebooks: read, restore, run, judge. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode

from grader.errors import CourseError
from grader.instructor.submissions import Submission
from grader.instructor.text import encodable
from grader.notebooks import files
from grader.notebooks.cells import Cell, cells

if TYPE_CHECKING:
    from grader.verdict.verdict import Verdict
    from grader.worker import Worker

NOT_HANDED_IN = "This notebook was not handed in."
_NOT_YOURS = "This notebook could not be graded. Your instructor looks into it; you need not do anything."


class WorkerLost(Exception):
    """The process that runs notebooks broke down; the submission may be graded by another."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One notebook of one student.

    It is graded (`verdict`, the executed `notebook` and its file's `content`), was not handed in, or has a
    `problem` that a person must look at: the message names the file and the remedy. `advice` is what the
    student may read of a notebook without a verdict: it holds no path.
    """

    name: str
    source: NotebookNode
    verdict: Verdict | None = None
    notebook: NotebookNode | None = None
    content: str | None = None
    problem: str | None = None
    advice: str = NOT_HANDED_IN

    @property
    def graded_cells(self) -> list[Cell]:
        """The cells of the assignment that carry points."""
        return [cell for cell in cells(self.source) if cell.is_test or cell.is_manual]


def grade(submission: Submission, sources: Mapping[str, NotebookNode], worker: Worker) -> list[Paper]:
    """One paper for each notebook of the assignment, in its order; never raises for what a student did.

    Raises WorkerLost when the worker is broken.
    """
    graded = [_grade_notebook(submission, name, source, worker) for name, source in sources.items()]
    others = [f"`{encodable(file.name)}`" for file in submission.strangers(sources)]
    if not others:
        return graded
    found = f"Your folder also holds {', '.join(others[:5])}, a name that is not graded: "
    return [
        paper
        if paper.verdict
        else replace(paper, advice=f"{paper.advice}\n{found}hand in this notebook as `{paper.name}.ipynb`.")
        for paper in graded
    ]


def ungraded(submission: Submission, sources: Mapping[str, NotebookNode], reason: str) -> list[Paper]:
    """The papers of a submission that no worker could grade."""
    problem = (
        f"{submission.folder} could not be graded: {reason} Grade it by hand, or run this command again."
    )
    return [Paper(name, source, problem=problem, advice=_NOT_YOURS) for name, source in sources.items()]


def _grade_notebook(submission: Submission, name: str, source: NotebookNode, worker: Worker) -> Paper:
    file = submission.folder / f"{name}.ipynb"
    again = f"Ask {submission.student} to hand it in again, then run this command again."
    try:
        found = submission.notebook(name)
        if found is None:
            return Paper(name, source)
        submitted = files.read(found)
        for cell in submitted.cells:
            cell.source = encodable(cell.source)
        return _judge(name, submitted, source, worker)
    except CourseError as error:
        message = error.message if str(file) in error.message else f"{file}: {error.message}"
        return Paper(name, source, problem=f"{message} {again}", advice=_advice(error, file))
    except WorkerLost:
        raise
    except OSError as error:
        remedy = "Mend the permissions, then run this command again."
        problem = f"{file} cannot be read: {error.strerror or error}. {remedy}"
        return Paper(name, source, problem=problem, advice=_NOT_YOURS)
    except Exception as error:  # one submission must never stop the class's run
        reason = f"{type(error).__name__}: {error}"
        problem = f"{file} could not be graded ({reason}). Grade it by hand."
        return Paper(name, source, problem=problem, advice=_NOT_YOURS)


def _advice(error: CourseError, file: Path) -> str:
    """What a student does about the error: no path of this computer."""
    reason = error.message.replace(str(file), f"`{file.name}`")
    remedy = "Open it in JupyterLab, save it," if isinstance(error, files.Damaged) else error.remedy
    handed = "and hand it in again." if remedy.endswith(",") else "Then hand it in again."
    return f"This notebook could not be graded. {reason} {remedy} {handed}"


def _judge(name: str, submitted: NotebookNode, source: NotebookNode, worker: Worker) -> Paper:
    from grader.verdict.restore import restore
    from grader.verdict.verdict import judge

    # Tells what is wrong with the notebook; what fails after it is the worker.
    restore(submitted, source)
    try:
        verdict = judge(submitted, source, worker)
    except CourseError as error:
        raise WorkerLost(error.message) from error
    executed = verdict.notebook
    for count, run in enumerate(verdict.run.cells, start=1):
        cell = executed.cells[run.index]
        cell.outputs = [nbformat.from_dict(output) for output in run.outputs]  # type: ignore[no-untyped-call]
        cell.execution_count = count
    content = encodable(nbformat.writes(executed) + "\n")  # type: ignore[no-untyped-call]
    return Paper(name, source, verdict, executed, content)
