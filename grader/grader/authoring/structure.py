"""What must hold for an exercise notebook before anything runs: prose and metadata say the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nbformat import NotebookNode

from grader.manifest import Lesson, Task
from grader.notebooks.cells import HIDDEN_BEGINS, HIDDEN_ENDS, Cell, cells

HINTS = 3
STUB = "raise NotImplementedError"
WORDS = frozenset({"expect", "visit", "talk", "acceptance"})
# A test cell is to work alike in stock nbgrader and in the judge, where its own functions and classes cannot
# be given to the learner's process; and it is to decide by `expect` and its kin alone.
_ALLOWED = (
    *(ast.Expr, ast.Assign, ast.AugAssign, ast.For, ast.If, ast.With, ast.Pass, ast.Import, ast.ImportFrom),
    *(ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Starred, ast.Call, ast.IfExp),
    *(ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.List, ast.Tuple, ast.Dict, ast.Set),
    *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    ast.Return,  # its function is refused
)
_WRITTEN = {
    ast.FunctionDef: "def",
    ast.AsyncFunctionDef: "async def",
    ast.ClassDef: "class",
    ast.Delete: "del",
}
"""How a statement is written whose class has another name."""
_FORBIDDEN_NAMES = frozenset(
    {"exec", "eval", "compile", "__import__", "globals", "locals", "vars", "getattr", "setattr", "delattr"}
    | {"open", "input", "breakpoint", "exit", "quit"}
    # A learner's process answers these, and can say yes to all.
    | {"isinstance", "issubclass", "callable", "hasattr"}
)
_POINTS = re.compile(r"\((?P<points>\d+(?:\.\d+)?) points?, (?P<minutes>\d+) minutes?\)")


_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SUMMARY = re.compile(
    rf"\b(?P<tasks>\d+|{'|'.join(_NUMBERS)}) tasks?, (?P<points>\d+(?:\.\d+)?) points?", re.I
)


def defects(lesson: Lesson, solution: NotebookNode, released: NotebookNode) -> Iterator[str]:
    """Everything wrong with a lesson's exercises, in the order of the notebook."""
    source, stubs = cells(solution), {cell.grade_id: cell for cell in cells(released) if cell.is_solution}
    in_notebook = [cell.grade_id for cell in source if cell.is_solution]
    in_manifest = [task.slug for task in lesson.tasks]
    if in_notebook != in_manifest:
        yield f"the notebook's tasks are {in_notebook}, those in book/course.toml are {in_manifest}"
    seen = [cell.grade_id for cell in source if cell.grade_id]
    yield from (f"two cells are called `{name}`" for name in sorted({n for n in seen if seen.count(n) > 1}))
    for cell in source:
        if cell.is_test:
            yield from (f"`{cell.grade_id}`: {defect}" for defect in _test_cell(cell))
        if cell.is_test and cell.task not in in_manifest:
            yield f"`{cell.grade_id}` belongs to no task"
    yield from _summary(lesson, source)
    for task in lesson.tasks:
        yield from (f"task `{task.slug}`: {defect}" for defect in _task(task, source, stubs.get(task.slug)))


def _summary(lesson: Lesson, source: Sequence[Cell]) -> Iterator[str]:
    """A sentence of the first cell such as "Four tasks, 20 points" against the notebook."""
    stated = _SUMMARY.search(source[0].source) if source else None
    if stated is None:
        return
    word, tasks = stated["tasks"].lower(), len(lesson.tasks)
    points = sum(cell.points for cell in source)
    count = _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)
    if (count, float(stated["points"])) != (tasks, points):
        yield f"the first cell says {stated[0]}; there are {tasks} tasks, {points:g} points"


def _task(task: Task, source: Sequence[Cell], stub: Cell | None) -> Iterator[str]:
    statement = _statement(task, source)
    points = sum(cell.points for cell in source if cell.task == task.slug)
    stated = _POINTS.findall(statement)
    if len(stated) != 1:
        yield f"the statement must say once how much it is worth, such as ({points:g} points, 10 minutes)"
    elif float(stated[0][0]) != points:
        yield f"the statement says {stated[0][0]} points, the metadata {points:g}"
    hints = statement.count("<summary>Hint")
    if hints != HINTS:
        yield f"{hints} hints instead of {HINTS}"
    tests = [cell for cell in source if cell.is_test and cell.task == task.slug]
    by_hand = any(cell.is_manual and cell.task == task.slug for cell in source)
    if not by_hand and not any(cell.is_hidden for cell in tests):
        yield "no hidden test cell"
    if not by_hand and all(cell.is_hidden for cell in tests):
        yield "no visible test cell"
    if not by_hand and stub is not None and STUB not in stub.source:
        yield f"the released stub does not `{STUB}`"


def _statement(task: Task, source: Sequence[Cell]) -> str:
    """The Markdown between the cells of the task before and the task's solution cell."""
    graded = [cell.index for cell in source if cell.grade_id is not None]
    for before, after in pairwise([-1, *graded]):
        if source[after].grade_id == task.slug:
            return "\n".join(cell.source for cell in source[before + 1 : after] if cell.kind == "markdown")
    return ""


def _test_cell(cell: Cell) -> Iterator[str]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield f"line {error.lineno}: {error.msg}"
        return
    yield from _vocabulary(tree)
    if cell.is_hidden:
        yield from _hidden(cell.source.strip().splitlines())


def _vocabulary(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        word = _forbidden(node)
        if word is not None:
            yield f"line {getattr(node, 'lineno', '?')}: `{word}` is not in the vocabulary of test cells"
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    if not called & WORDS:
        yield f"it uses none of {', '.join(sorted(WORDS))}, so it decides nothing"


def _forbidden(node: ast.AST) -> str | None:
    """What a test cell must not hold, by the name that an author knows; None for all that it may."""
    match node:
        case ast.Name(id=name) if name in _FORBIDDEN_NAMES:
            return name
        case ast.Attribute(attr=name) if name.startswith("__"):
            return name
        case ast.ImportFrom(names=[ast.alias(name="*")]):
            return "import *"
        case ast.stmt() | ast.expr() if not isinstance(node, _ALLOWED):
            return _WRITTEN.get(type(node), type(node).__name__.lower())
    return None


def _hidden(lines: Sequence[str]) -> Iterator[str]:
    if (
        len(lines) < 2
        or not lines[0].startswith("# ")
        or lines[1] != HIDDEN_BEGINS
        or lines[-1] != HIDDEN_ENDS
    ):
        yield (
            "a hidden cell is one comment line that says which kinds of input it tries, then everything else "
            f"between `{HIDDEN_BEGINS}` and `{HIDDEN_ENDS}`"
        )
