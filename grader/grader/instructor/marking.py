"""Reads, restores, runs and judges one submitted notebook. Runs inside the warm worker: so notebooks are
marked side by side, and each by a process with one thread, since Python 3.11 may fail to parse code in
several."""

from __future__ import annotations

import json
import warnings
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import split_lines, strip_transient
from nbformat.warnings import DuplicateCellId

from grader.errors import CourseError
from grader.instructor import problems
from grader.instructor.problems import Problem
from grader.instructor.text import encodable
from grader.notebooks import files
from grader.notebooks.cells import cells
from grader.verdict.restore import Unrestorable
from grader.verdict.verdict import Verdict, judge
from grader.worker.student.nursery import NurseryLost
from grader.worker.supervise import Broken, Cancelled

if TYPE_CHECKING:
    from grader.worker import Worker


_ANSWER = ("cell_type", "metadata", "source")


class Marked(TypedDict):
    """A graded notebook: the fields of its CellVerdicts, the remarks, the student's answer cells without
    outputs, and the `content` of the executed notebook's file."""

    cells: list[dict[str, Any]]
    remarks: list[str]
    answers: list[dict[str, Any]]
    content: str


def mark(worker: Worker, *, student: str, file: str, solution: str) -> Marked | Problem:
    """Mark the notebook in `file` by the one in `solution`; never raises for what a student did.

    What is raised is the worker's fault.
    """
    path = Path(file)
    try:
        source, submitted = _source(solution), _read(path)
    except CourseError as error:
        return problems.refused(error, path, student)
    except OSError as error:
        return problems.unreadable(error, path)
    try:
        return _marked(judge(submitted, source, worker))
    except Unrestorable as error:
        return problems.refused(error, path, student)
    except (Broken, Cancelled, NurseryLost, OSError):
        raise
    except Exception as error:  # one submission must never stop the class's run
        reason = f"{type(error).__name__}: {error}"
        return problems.not_yours(f"{path} could not be graded ({reason}). Grade it by hand.")


@lru_cache(maxsize=64)
def _source(solution: str) -> NotebookNode:
    """Read once by each worker; nobody changes it."""
    return files.read(Path(solution))


def _read(file: Path) -> NotebookNode:
    with warnings.catch_warnings():  # repeated cell ids are made unique without a word
        warnings.simplefilter("ignore", DuplicateCellId)
        submitted = files.read(file)
    for cell in submitted.cells:
        cell.source = encodable(cell.source)
    return submitted


def _marked(verdict: Verdict) -> Marked:
    executed = verdict.notebook
    for count, run in enumerate(verdict.run.cells, start=1):
        cell = executed.cells[run.index]
        cell.outputs = [nbformat.from_dict(output) for output in run.outputs]  # type: ignore[no-untyped-call]
        cell.execution_count = count
    return {
        "cells": [asdict(cell) for cell in verdict.cells],
        "remarks": list(verdict.remarks),
        "answers": [
            {field: executed.cells[cell.index][field] for field in _ANSWER}
            for cell in cells(executed)
            if cell.is_solution
        ],
        "content": encodable(_text(executed)),
    }


def _text(executed: NotebookNode) -> str:
    """The notebook as nbformat writes it, but changed in place and not validated: what was submitted is
    valid, so is each output, and nobody else has it."""
    ready = strip_transient(split_lines(executed))  # type: ignore[no-untyped-call]
    return json.dumps(ready, indent=1, sort_keys=True, separators=(",", ": "), ensure_ascii=False) + "\n"
