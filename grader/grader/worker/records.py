"""What crosses between a worker and those who use it: plain records, sent as JSON lines, never pickled."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypedDict

from grader.vocabulary.failure import FailureFields

MOST_WAITED = 2.0
"""A cell may take so many times its limit longer, where others have the processors that it could use."""
Outcome = Literal["ok", "error", "timed_out", "crashed", "not_run"]
OUTCOMES: frozenset[str] = frozenset({"ok", "error", "timed_out", "crashed", "not_run"})


class CellError(TypedDict):
    """Why a cell ended early: the exception's class name and message, its traceback's lines, and the failed
    expectation, if it was one."""

    name: str
    message: str
    traceback: list[str]
    failure: FailureFields | None


@dataclass(frozen=True, slots=True)
class Source:
    """A code cell; `index` is its place in the notebook, `task` the one it belongs to, if any.

    A test cell is evaluated by the judge, every other in the student's process. `absent` are the parts of the
    app that a test cell must do without, where the run's are more than it can do without.
    """

    index: int
    code: str
    task: str | None = None
    is_test: bool = False
    absent: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use: seconds of wall time and of processor time, bytes, and processes at once."""

    cell_seconds: float = 10.0
    run_seconds: float = 60.0
    cpu_seconds: int = 60
    memory: int = 2 * 2**30
    processes: int = 64
    file_size: int = 50 * 2**20
    open_files: int = 256
    output: int = 100_000
    """Characters of text output that are kept of each cell."""


@dataclass(frozen=True, slots=True)
class CellRun:
    """What became of one cell; `outputs` are nbformat's, as dictionaries."""

    index: int
    outcome: Outcome
    outputs: tuple[dict[str, Any], ...] = ()
    error: CellError | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """All cells of a run, in the order they were given."""

    cells: tuple[CellRun, ...]

    def cell(self, index: int) -> CellRun | None:
        """The cell with this index in the notebook."""
        return next((cell for cell in self.cells if cell.index == index), None)


def to_data(record: Source | Limits | CellRun) -> dict[str, Any]:
    """A record as JSON-ready data (shallow: outputs and errors are data already)."""
    return {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}


def sources_from(data: Sequence[Mapping[str, Any]]) -> list[Source]:
    """Sources as they came over a socket."""
    return [
        Source(**{**item, "absent": None if item["absent"] is None else tuple(item["absent"])})
        for item in data
    ]


def cell_from(data: Mapping[str, Any]) -> CellRun:
    """A cell as it came over a socket; raises ValueError, KeyError or TypeError for what is none."""
    if data["outcome"] not in OUTCOMES:
        raise ValueError("unknown outcome")
    return CellRun(
        int(data["index"]),
        data["outcome"],
        tuple(data["outputs"]),
        _error_from(data["error"]),
        float(data["seconds"]),
    )


def outputs_from(data: Sequence[Any]) -> tuple[dict[str, Any], ...]:
    """Those of a student's outputs that nbformat accepts: a stranger's code may have made them."""
    return tuple(output for output in data if _is_output(output))


def _is_output(data: Any) -> bool:
    import nbformat  # who runs notebooks has it; who only asks the daemon for a verdict does not wait for it

    if not isinstance(data, dict):
        return False
    if _is_text(data):  # nearly all are, and nbformat takes a millisecond for each
        return True
    try:
        nbformat.validate(data, ref="output", version=4, version_minor=5)
    except nbformat.ValidationError:
        return False
    return True


def _is_text(data: dict[Any, Any]) -> bool:
    return (
        data.keys() == {"output_type", "name", "text"}
        and data["output_type"] == "stream"
        and type(data["name"]) is type(data["text"]) is str
    )


def _error_from(data: Mapping[str, Any] | None) -> CellError | None:
    if data is None:
        return None
    failure = data["failure"]
    return CellError(
        name=str(data["name"]),
        message=str(data["message"]),
        traceback=[str(line) for line in data["traceback"]],
        failure=None
        if failure is None
        else FailureFields(
            call=str(failure["call"]),
            returned=str(failure["returned"]),
            expected=str(failure["expected"]),
            because=str(failure["because"]),
            kind=str(failure["kind"]),
            error=str(failure["error"]),
            place=str(failure["place"]),
        ),
    )
