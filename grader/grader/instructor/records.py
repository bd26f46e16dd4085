"""The results as results.json lists them: one record per student, assignment and notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from grader.instructor.papers import Graded, Paper
from grader.notebooks.cells import task_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person gave a cell in the formgrader: points instead of the grader's, extra, a comment."""

    points: float | None
    extra: float
    comment: str | None = None

    def score(self, graded: float) -> float:
        """The cell's score when the grader gave `graded`."""
        return (graded if self.points is None else self.points) + self.extra


MARKED_BY_HAND = "Marked by hand."

# By notebook and cell.
Marks = Mapping[tuple[str, str], Mark]
UNMARKED = Mark(None, 0.0)

_WORST_FIRST = ("crashed", "timed_out", "not_run", "failed", "manual", "passed")


class CellRecord(TypedDict):
    """One graded cell; `outcome` is passed, failed, timed_out, crashed, not_run or manual."""

    id: str
    score: float
    max_score: float
    outcome: str
    message: str


class Record(TypedDict):
    """One notebook; `outcome` is the worst of its cells'. `isolated`: the run kept strangers' code away from
    everything else; without it (`--trust`), the student's code could have changed any of this."""

    student: str
    assignment: str
    notebook: str
    score: float
    max_score: float
    outcome: str
    isolated: bool
    cells: list[CellRecord]


def record(student: str, assignment: str, paper: Paper, marks: Marks, *, isolated: bool) -> Record:
    """The record of one notebook; a mark that a person gave replaces the grader's."""
    graded = _not_run(paper) if paper.verdict is None else _judged(paper.verdict)
    for cell in graded:
        _mark(cell, marks.get((paper.name, cell["id"]), UNMARKED))
    _add_comments(graded, {name: mark for (notebook, name), mark in marks.items() if notebook == paper.name})
    return {
        "student": student,
        "assignment": assignment,
        "notebook": paper.name,
        "score": total(cell["score"] for cell in graded),
        "max_score": total(cell["max_score"] for cell in graded),
        "outcome": _worst(graded, "not_run" if paper.verdict is None else "passed"),
        "isolated": isolated,
        "cells": graded,
    }


def _worst(graded: Sequence[CellRecord], empty: str) -> str:
    """The outcome of a notebook; `empty` is that of one without graded cells."""
    return min((cell["outcome"] for cell in graded), key=_WORST_FIRST.index, default=empty)


def _mark(cell: CellRecord, mark: Mark) -> None:
    cell["score"] = mark.score(cell["score"])
    if mark.points is not None:
        told = cell["message"] if cell["outcome"] != "manual" else ""
        cell["outcome"], cell["message"] = "manual", _lines(MARKED_BY_HAND, told)


def _add_comments(graded: Sequence[CellRecord], given: Mapping[str, Mark]) -> None:
    """Put each comment on the cell it was given to, else (an answer) on the first graded cell of its task."""
    for name, mark in sorted(given.items()):
        places = [cell for cell in graded if cell["id"] == name]
        places += [cell for cell in graded if task_of(cell["id"]) == task_of(name)]
        if mark.comment and places:
            places[0]["message"] = _lines(places[0]["message"], f"Comment: {mark.comment}")


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _judged(verdict: Graded) -> list[CellRecord]:
    return [
        {
            "id": cell.id,
            "score": cell.score,
            "max_score": cell.max_score,
            "outcome": cell.outcome,
            "message": cell.message,
        }
        for cell in verdict.cells
    ]


def _not_run(paper: Paper) -> list[CellRecord]:
    return [
        {
            "id": cell.grade_id,
            "score": 0.0,
            "max_score": cell.points,
            "outcome": "not_run",
            "message": paper.advice,
        }
        for cell in paper.graded_cells
        if cell.grade_id is not None
    ]


def total(points: Iterable[float]) -> float:
    """The sum, free of binary rounding such as 0.1 + 0.2."""
    return round(sum(points), 6)
