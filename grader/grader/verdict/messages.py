"""What a learner, and what an instructor, reads about a test cell."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Sequence

from grader.notebooks.cells import Cell
from grader.vocabulary.failure import NOT_STARTED, concealed, sentence
from grader.worker.records import CellError, CellRun, FailureFields, Run

HIDDEN_LATER = "Hidden tests: they run when the assignment is graded."
BY_HAND = "A person reads and grades this answer."
_SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
_CONTROLS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ENDED_ITSELF = "ended itself with exit code"
_EXITS = "`exit`, `quit`, `os._exit`"
_OWN_WORDS = frozenset({NOT_STARTED, "The app itself broke."})
"""What the vocabulary says where an author said nothing."""


def for_learner(test: Cell, ran: CellRun, run: Run, all_cells: Sequence[Cell]) -> str:
    """Why a test cell did not pass; a hidden one gives no value away."""
    return without_controls(_for_learner(test, ran, run, all_cells))


def without_controls(text: str) -> str:
    """The text without colours and other control characters, those that reverse a line included; line ends
    and tabs stay."""
    return _CONTROLS.sub("", text)


def _for_learner(test: Cell, ran: CellRun, run: Run, all_cells: Sequence[Cell]) -> str:
    error = ran.error
    if ran.outcome == "not_run":
        return f"Not run: {_why_it_ended(test, run, all_cells)}"
    if error is None:
        return "The test did not finish."
    if ran.outcome == "timed_out":
        return f"{error['message']} Look for a loop or a call that never ends."
    if ran.outcome == "crashed":
        return _how_it_ended(test, error)
    if error["failure"] is not None:
        return _concealed(test, error["failure"]) if test.is_hidden else sentence(error["failure"])
    if error["name"] == "NotImplementedError":
        return NOT_STARTED
    if error["name"] == "NameError":
        return _undefined(test, error, run, all_cells)
    if test.is_hidden:
        return _stopped(error)
    return f"The test stopped with {_told(error)}"


def for_instructor(ran: CellRun) -> str:
    """Everything: the failed expectation with its values, and the traceback."""
    if ran.error is None:
        return ""
    failure = ran.error["failure"]
    lines = [sentence(failure) if failure is not None else _told(ran.error), *ran.error["traceback"]]
    return "\n".join(line for line in lines if line)


def _undefined(test: Cell, error: CellError, run: Run, all_cells: Sequence[Cell]) -> str:
    """A missing name is mostly the fault of an earlier cell: that one first."""
    culprit = _culprit(test, run, all_cells)
    if culprit is not None:
        return culprit
    found = _UNDEFINED.fullmatch(error["message"])
    if test.is_hidden and (found is None or found[1] not in _names(test)):
        return _stopped(error)
    if found is None:
        return f"The test stopped with {_told(error)}"
    return f"`{found[1]}` is not defined. The solution cell `{test.task}` must define this very name."


def _how_it_ended(cell: Cell | None, error: CellError) -> str:
    """An exit code or a signal of the learner's choice could tell a hidden value."""
    if error["name"] == "Crash" and (cell is None or cell.is_hidden):
        return "The program was ended while hidden tests ran."
    # A traceback tells that the run itself broke.
    if _ENDED_ITSELF in error["message"] and not error["traceback"]:
        return f"{error['message']} {_remove_exit(cell)}"
    return error["message"]


def _remove_exit(cell: Cell | None) -> str:
    if cell is not None and not cell.is_test:
        return f"Remove the call that ends Python ({_EXITS}) from this cell."
    where = f"the solution cell `{cell.task}`" if cell is not None and cell.task else "your code"
    return f"Remove the call that ends Python ({_EXITS}) from {where}."


def _concealed(test: Cell, failure: FailureFields) -> str:
    """A hidden test's failure in the author's words; any others, and single words, may hold its values."""
    constants = {node.value for node in _nodes(test) if isinstance(node, ast.Constant)}
    known = _OWN_WORDS | {text for text in constants if isinstance(text, str) and " " in text}
    because = failure["because"] if failure["because"] in known else ""
    kind = failure["kind"] if failure["kind"] in known else "another input"
    return concealed({**failure, "because": because, "kind": kind})


def _stopped(error: CellError) -> str:
    """An exception of a hidden test, named only where a learner could not have chosen the name."""
    known = getattr(builtins, error["name"], None)
    is_exception = isinstance(known, type) and issubclass(known, BaseException)
    return f"The hidden tests stopped with {_article(error['name']) if is_exception else 'an exception'}."


def _names(test: Cell) -> set[str]:
    return {node.id for node in _nodes(test) if isinstance(node, ast.Name)}


def _nodes(test: Cell) -> list[ast.AST]:
    try:
        return list(ast.walk(ast.parse(test.source)))
    except SyntaxError:
        return []


def _culprit(test: Cell, run: Run, all_cells: Sequence[Cell]) -> str | None:
    """The failed cell that explains a missing name: the task's own, else the first one that is no test."""
    earlier = [cell for cell in all_cells if cell.index < test.index and not cell.is_test]
    own = [cell for cell in earlier if cell.task == test.task]
    for cell in [*own, *(cell for cell in earlier if cell.task is None), *earlier]:
        ran = run.cell(cell.index)
        if ran is None or ran.error is None or ran.outcome == "ok":
            continue
        error, where = ran.error, _where(cell)
        if error["name"] in _SYNTAX:
            return f"{where} has a syntax error, so nothing in it ran: {error['message']}. Mend that first."
        if ran.outcome == "timed_out":
            return f"{where} did not finish in time, so what it defines is missing."
        return f"{where} stopped with {_told(error)} What it defines after that is missing: mend it first."
    return None


def _why_it_ended(test: Cell, run: Run, all_cells: Sequence[Cell]) -> str:
    # A cell that could be interrupted did not end the notebook; the last one did, or the task's own.
    ends = [cell for cell in run.cells if cell.outcome in ("timed_out", "crashed") and cell.error]
    by_index = {cell.index: cell for cell in all_cells}
    own = [ended for ended in ends if ended.index in by_index and by_index[ended.index].task == test.task]
    ended = next(reversed(own or ends), None)
    if ended is None or ended.error is None:
        return "the notebook's time was up."
    cell = by_index.get(ended.index)
    if cell is None or cell.is_hidden:
        return f"an earlier test ended the notebook. {_how_it_ended(cell, ended.error)}"
    return f"{_lower(_where(cell))} ended the notebook. {_how_it_ended(cell, ended.error)}"


def _where(cell: Cell) -> str:
    if cell.grade_id is not None:
        return f"{'The test cell' if cell.is_test else 'The solution cell'} `{cell.grade_id}`"
    first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
    return f"The cell that begins with `{first[:60]}`"


def _told(error: CellError) -> str:
    message = " ".join(error["message"].split())
    end = "" if message.endswith((".", "!", "?")) else "."
    return f"{error['name']}: {message}{end}" if message else f"{error['name']}."


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _article(name: str) -> str:
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
