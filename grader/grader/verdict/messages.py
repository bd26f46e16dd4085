"""What a learner, and what an instructor, reads about a test cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.notebooks import syntax
from grader.notebooks.cells import Cell
from grader.vocabulary.failure import NOT_STARTED, FailureFields, concealed, sentence
from grader.worker.records import CellError, CellRun, Run

HIDDEN_LATER = "Hidden tests: they run when the assignment is graded."
AFTER_HIDDEN = (
    "This test passes alone, but not after other tests. Look for what your code keeps from one "
    "call to the next, such as a list outside the function."
)
_BY_HAND = "A person reads and marks this answer"
_ALONE = "If you learn alone, mark your own line by line, then compare it with what `course solution` shows."
_RUBRIC = re.compile(r"^\| *Points? *\|.*\n\|[-| ]+\|\n((?:\|.*(?:\n|$))+)", re.MULTILINE)
"""The table of a statement by which a person marks: points, and what they are given for."""
_SYNTAX = frozenset({"SyntaxError", "IndentationError", "TabError"})
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
_CONTROLS = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_STOPPED = "The hidden tests stopped with an exception."
"""Not with which one: a learner's code chooses it, and could tell a hidden value by its choice."""
_ENDED_ITSELF = "ended itself with exit code"
_EXITS = "`exit`, `quit`, `os._exit`"
_OWN_WORDS = frozenset({NOT_STARTED, "The app itself broke."})
"""What the vocabulary says where an author said nothing."""


def for_learner(
    test: Cell, run: Run, clean: Run, all_cells: Sequence[Cell], *, in_practice: bool = False
) -> str:
    """Why a test cell did not pass in `run`; a hidden one gives no value away.

    Which exception a learner's code raised there, and in which line, is told in practice only: who has the
    hidden tests on the same disk learns nothing by choosing one, but in an exam it could tell a hidden value.

    A learner's code may keep what a hidden test passed and tell it later, so its words are those of `clean`,
    a run of the same notebook without hidden tests; where none can have told anything, `run` itself.
    """
    ran = run.cell(test.index) or CellRun(test.index, "not_run")
    if not test.is_hidden and not is_in_our_words(test, ran):
        ran = clean.cell(test.index) or ran
        if ran.outcome == "ok":
            return AFTER_HIDDEN
    failure = ran.error["failure"] if ran.error is not None else None
    if failure is not None:
        return without_controls(_of_failure(test, failure, in_practice))
    return without_controls(_for_learner(test, ran, run, clean, all_cells))


def by_hand(answer: Cell, all_cells: Sequence[Cell]) -> str:
    """What the person who marks this answer looks for, and what to do meanwhile."""
    texts = [cell.source for cell in all_cells if cell.kind == "markdown" and cell.index < answer.index]
    table = next(filter(None, map(_RUBRIC.search, reversed(texts))), None)
    if table is None:
        return f"{_BY_HAND}."
    rows = [row.strip("| ").split("|", 1) for row in table[1].replace("**", "").splitlines()]
    lines = [f"  {points.strip()} · {what.strip()}" for points, what in rows]
    return "\n".join([f"{_BY_HAND}, by these lines (points · for what):", *lines, _ALONE])


def is_in_our_words(cell: Cell | None, ran: CellRun) -> bool:
    """Whether nothing that a learner reads about this run of the cell is in the learner's own words."""
    if ran.outcome in ("ok", "not_run", "timed_out"):
        return True
    if cell is None or ran.error is None:
        return False
    failure = ran.error["failure"] if cell.is_test else None
    if failure is not None:
        return failure["because"] == NOT_STARTED
    return ran.error["name"] == "NotImplementedError" and not ran.error["message"]


def without_controls(text: str) -> str:
    """The text without colours and other control characters, those that reverse a line included; line ends
    and tabs stay."""
    return _CONTROLS.sub("", text)


def _for_learner(test: Cell, ran: CellRun, run: Run, clean: Run, all_cells: Sequence[Cell]) -> str:
    error = ran.error
    if ran.outcome == "not_run":
        return f"Not run: {_why_it_ended(test, run, clean, all_cells)}"
    if error is None:
        return "The test did not finish."
    if ran.outcome == "timed_out":
        return f"{error['message']} Look for a loop or a call that never ends."
    if ran.outcome == "crashed":
        return _how_it_ended(test, error)
    if error["name"] == "NotImplementedError":
        return NOT_STARTED
    if error["name"] == "NameError":
        return _undefined(test, error, clean, all_cells)
    if test.is_hidden:
        return _STOPPED
    return f"The test stopped with {_told(error)}"


def for_instructor(ran: CellRun) -> str:
    """Everything: the failed expectation with its values, and the traceback."""
    if ran.error is None:
        return ""
    failure = ran.error["failure"]
    lines = [sentence(failure) if failure is not None else _told(ran.error), *ran.error["traceback"]]
    return "\n".join(line for line in lines if line)


def _undefined(test: Cell, error: CellError, clean: Run, all_cells: Sequence[Cell]) -> str:
    """A missing name is mostly the fault of an earlier cell: that one first."""
    culprit = _culprit(test, clean, all_cells)
    if culprit is not None:
        return culprit
    found = _UNDEFINED.fullmatch(error["message"])
    if test.is_hidden and (found is None or found[1] not in _words(test).used):
        return _STOPPED
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


def _of_failure(test: Cell, failure: FailureFields, in_practice: bool) -> str:
    if not test.is_hidden:
        return sentence(failure)
    return concealed(_in_authors_words(test, failure), tells_errors=in_practice)


def _in_authors_words(test: Cell, failure: FailureFields) -> FailureFields:
    """A hidden test's failure in the author's words; any others, and single words, may hold its values."""
    known = _OWN_WORDS | {text for text in _words(test).texts if " " in text}
    because = failure["because"] if failure["because"] in known else ""
    kind = failure["kind"] if failure["kind"] in known else "another input"
    return {**failure, "because": because, "kind": kind}


def _words(test: Cell) -> syntax.Words:
    try:
        return syntax.words(test.source)
    except SyntaxError:
        return syntax.words("")


def _culprit(test: Cell, clean: Run, all_cells: Sequence[Cell]) -> str | None:
    """The failed cell that explains a missing name: the task's own, else the first one that is no test."""
    earlier = [cell for cell in all_cells if cell.index < test.index and not cell.is_test]
    own = [cell for cell in earlier if cell.task == test.task]
    for cell in [*own, *(cell for cell in earlier if cell.task is None), *earlier]:
        ran = clean.cell(cell.index)
        if ran is None or ran.error is None or ran.outcome == "ok":
            continue
        error, where = ran.error, _where(cell)
        if error["name"] in _SYNTAX:
            return f"{where} has a syntax error, so nothing in it ran: {error['message']}. Mend that first."
        if ran.outcome == "timed_out":
            return f"{where} did not finish in time, so what it defines is missing."
        return f"{where} stopped with {_told(error)} What it defines after that is missing: mend it first."
    return None


def _why_it_ended(test: Cell, run: Run, clean: Run, all_cells: Sequence[Cell]) -> str:
    # A cell that could be interrupted did not end the notebook; the last one did, or the task's own.
    ends = [cell for cell in run.cells if cell.outcome in ("timed_out", "crashed") and cell.error]
    by_index = {cell.index: cell for cell in all_cells}
    own = [ended for ended in ends if ended.index in by_index and by_index[ended.index].task == test.task]
    ended = next(reversed(own or ends), None)
    if ended is None or ended.error is None:
        return "the notebook's time was up."
    cell = by_index.get(ended.index)
    again = ended if is_in_our_words(cell, ended) else clean.cell(ended.index)
    if cell is None or cell.is_hidden or again is None or again.error is None:
        return f"an earlier test ended the notebook. {_how_it_ended(None, ended.error)}"
    return f"{_lower(_where(cell))} ended the notebook. {_how_it_ended(cell, again.error)}"


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
