"""What became of one student's notebooks. They are marked in the warm worker; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode, from_dict

from grader.errors import CourseError
from grader.instructor import problems
from grader.instructor.submissions import Submission
from grader.instructor.text import encodable
from grader.notebooks.cells import Cell, cells
from grader.verdict.verdict import CellVerdict

if TYPE_CHECKING:
    from grader.worker import Worker

NOT_HANDED_IN = "This notebook was not handed in."


class WorkerLost(Exception):
    """The process that runs notebooks broke down; the notebook may be graded by another."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The verdict on one notebook, the student's answer cells in it, and the executed file's `content`."""

    cells: tuple[CellVerdict, ...]
    remarks: tuple[str, ...]
    answers: tuple[NotebookNode, ...]
    content: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One notebook of one student.

    It is graded (`verdict`), was not handed in, or has a `problem` that a person must look at: the message
    names the file and the remedy. `advice` is what the student may read of a notebook without a verdict: it
    holds no path.
    """

    name: str
    source: NotebookNode
    verdict: Graded | None = None
    problem: str | None = None
    advice: str = NOT_HANDED_IN

    @property
    def graded_cells(self) -> list[Cell]:
        """The cells of the assignment that carry points."""
        return [cell for cell in cells(self.source) if cell.is_test or cell.is_manual]


def grade(submission: Submission, solution: Path, source: NotebookNode, worker: Worker) -> Paper:
    """The paper of one notebook of the assignment, whose `solution` holds `source`; never raises for what a
    student did.

    Raises WorkerLost when the worker is broken.
    """
    name = solution.stem
    file = submission.folder / solution.name
    try:
        found = submission.notebook(name)
    except CourseError as error:
        return Paper(name, source, **problems.refused(error, file, submission.student))
    except OSError as error:
        return Paper(name, source, **problems.unreadable(error, file))
    if found is None:
        return Paper(name, source)
    try:
        marked: Any = worker.call(
            "grader.instructor.marking:mark",
            student=submission.student,
            file=str(found.absolute()),
            solution=str(solution.absolute()),
        )
    except CourseError as error:
        raise WorkerLost(error.message) from error
    return Paper(name, source, _graded(marked)) if "content" in marked else Paper(name, source, **marked)


def _graded(marked: Mapping[str, Any]) -> Graded:
    return Graded(
        cells=tuple(CellVerdict(**cell) for cell in marked["cells"]),
        remarks=tuple(marked["remarks"]),
        answers=tuple(from_dict(cell) for cell in marked["answers"]),  # type: ignore[no-untyped-call]
        content=marked["content"],
    )


def ungraded(submission: Submission, solution: Path, source: NotebookNode, reason: str) -> Paper:
    """The paper of a notebook that no worker could grade."""
    file = submission.folder / solution.name
    problem = f"{file} could not be graded: {reason} Grade it by hand, or run this command again."
    return Paper(solution.stem, source, **problems.not_yours(problem))


def with_hints(papers: Sequence[Paper], submission: Submission) -> list[Paper]:
    """All papers of a submission, those without a verdict with what else lies in the student's folder: it may
    be such a notebook, under another name or too deep."""
    names = [paper.name for paper in papers]
    return [paper if paper.verdict else _with_hints(paper, submission, names) for paper in papers]


def _with_hints(paper: Paper, submission: Submission, names: Sequence[str]) -> Paper:
    others = [f"`{encodable(file.name)}`" for file in submission.strangers(names)]
    deeper = [f"`{encodable(file.parent.name)}`" for file in submission.nested([paper.name])]
    advice = [paper.advice]
    if others:
        found = f"Your folder also holds {', '.join(others[:5])}, a name that is not graded"
        advice.append(f"{found}: hand in this notebook as `{paper.name}.ipynb`.")
    if deeper:
        advice.append(f"There is one of this name in a further folder, {deeper[0]}: hand it in without that.")
    return replace(paper, advice="\n".join(advice))
