"""What the cells of an exercise notebook are, told by nbgrader's metadata.

A task `waitlist` consists of the solution cell `waitlist`, its test cells `waitlist-…` (each worth points;
a hidden one lies wholly between nbgrader's markers), and the Markdown cells around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

HIDDEN_BEGINS = "### BEGIN HIDDEN TESTS"
HIDDEN_ENDS = "### END HIDDEN TESTS"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with the part of its metadata that the course uses; `index` counts from zero."""

    index: int
    kind: str
    source: str
    grade_id: str | None
    points: float
    is_solution: bool
    is_test: bool

    @property
    def is_manual(self) -> bool:
        """Graded by a person: the answer and its points are one cell."""
        return self.is_solution and self.points > 0

    @property
    def is_hidden(self) -> bool:
        """Whether the release leaves the tests out."""
        return self.is_test and HIDDEN_BEGINS in self.source

    @property
    def task(self) -> str | None:
        """The slug of the task that a graded or solution cell belongs to."""
        return None if self.grade_id is None else task_of(self.grade_id)


def task_of(grade_id: str) -> str:
    """The slug of the task that the cell of this name belongs to: `waitlist` of `waitlist-hidden`."""
    return grade_id.split("-")[0]


def cells(notebook: NotebookNode) -> list[Cell]:
    """Every cell in order."""
    return [_cell(index, node) for index, node in enumerate(notebook.cells)]


def _cell(index: int, node: NotebookNode) -> Cell:
    metadata = node["metadata"].get("nbgrader") or {}
    grade, solution = bool(metadata.get("grade")), bool(metadata.get("solution"))
    return Cell(
        index,
        node["cell_type"],
        node["source"],
        metadata.get("grade_id"),
        float(metadata.get("points") or 0) if grade else 0.0,
        solution,
        grade and not solution,
    )
