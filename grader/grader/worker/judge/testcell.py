"""Evaluates one test cell: its own code here, what it asks for in the student's process."""

from __future__ import annotations

import ast
import builtins
import importlib
import linecache
import traceback
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from types import CodeType, ModuleType
from typing import Any

from grader.notebooks import syntax
from grader.vocabulary.failure import Failure
from grader.vocabulary.foreign import Foreign, ForeignError, class_names
from grader.worker.judge.proxies import Stranger, caught
from grader.worker.records import CellError, Source
from grader.worker.shell import Outputs, message_of

_OURS = ("grader", "grader.vocabulary")
_PROPS = "grader.props."
DATA = frozenset(
    {"datetime", "decimal", "fractions", "itertools", "json", "math", "re", "string", "textwrap", "uuid"}
    | {"zoneinfo", "__future__"}
)
"""Modules of plain data and of nothing else: a test cell builds expected values with them, so they are the
judge's own."""
_CAUGHT = "__caught__"


def cell_name(cell: Source) -> str:
    """How tracebacks call a test cell."""
    return f"test cell {cell.index}"


def _filename(name: str) -> str:
    return f"<{name}>"


class TestCells:
    """The test cells of one notebook, which share their names; `codes` are all of them."""

    __test__ = False  # pytest looks for tests in classes of such a name

    def __init__(self, outputs: Outputs, codes: Iterable[str]) -> None:
        self._outputs = outputs
        self._own = frozenset[str]().union(*(syntax.words(code).made for code in codes))
        self._names = _Names({}, self._own, None)

    def face(self, stranger: Stranger) -> None:
        """From now on learners' names are looked up in this student's process. What the cells have made with
        the last one's is forgotten."""
        kept = {name: value for name, value in self._names.items() if not isinstance(value, Foreign)}
        self._names = _Names(kept, self._own, stranger)

    def evaluate(self, code: str, name: str) -> BaseException | None:
        """Run the cell; what ended it early, if anything did. HungUp and Malformed pass through to the caller
        with everything else: they are told apart there."""
        filename = _filename(name)
        linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)
        try:
            body, shown = _compiled(code, filename)
            self._names.introduce(syntax.words(code).used)
            exec(body, self._names)  # noqa: S102
            if shown is not None:
                self._show(eval(shown, self._names))  # noqa: S307 (an author's cell, as above)
        except BaseException as error:  # a test cell's own, or the student's
            return error
        return None

    def _show(self, value: object) -> None:
        if value is not None:
            self._outputs.rich("execute_result", {"text/plain": repr(value)}, {}, execution_count=None)


class _Names(dict[str, Any]):
    """The cells' own names, then the builtins, then the learner's names.

    A name that some test cell binds is never the learner's: where the binding failed, a learner's `expect`
    would otherwise take its place.
    """

    def __init__(self, kept: Mapping[str, Any], own: Collection[str], stranger: Stranger | None) -> None:
        super().__init__(kept)
        self["__builtins__"] = {**vars(builtins), "__import__": self._import}
        self["__name__"], self[_CAUGHT] = "__main__", caught
        self._own, self._stranger = own, stranger

    def introduce(self, names: Iterable[str]) -> None:
        """Learn what those of the names that are the learner's stand for."""
        if self._stranger is not None:
            self._stranger.introduce(sorted(filter(self._is_theirs, names)))

    def _is_theirs(self, name: str) -> bool:
        return name not in self._own and name not in self["__builtins__"]

    def __missing__(self, name: str) -> Any:
        if self._stranger is None or not self._is_theirs(name):
            raise KeyError(name)
        if name in self._stranger.known:
            return self._stranger.known[name]
        found = self._stranger.ask("name", name)
        if type(found) is not list or not found:
            raise KeyError(name)
        return found[0]

    def _import(
        self, name: str, _globals: Any = None, _locals: Any = None, wanted: Any = (), level: int = 0
    ) -> Any:
        own = name in _OURS or name.startswith("grader.vocabulary.") or name.split(".")[0] in DATA
        if own or self._stranger is None:
            return __import__(name, None, None, wanted, level)
        if name.partition(".")[0] != "grader":
            return self._stranger.ask("import", name, list(wanted or ()))
        if not name.startswith(_PROPS) or not wanted:  # it would put the learner's `grader` in our place
            raise ImportError(f"A test cell writes `from grader.props.… import …`, not `import {name}`.")
        return _Props(importlib.import_module(name), self._stranger.ask("import", name, list(wanted)))


class _Props:
    """A module of grader.props: what decides is the judge's own copy, all else lives with the student."""

    def __init__(self, own: ModuleType, foreign: object) -> None:
        self._own, self._foreign = own, foreign

    def __getattr__(self, name: str) -> Any:
        judged = name in getattr(self._own, "JUDGED", ())
        return getattr(self._own if judged else self._foreign, name)


class _Handlers(ast.NodeTransformer):
    """`except kind` becomes `except __caught__(kind)`: a kind may be a class that lives with the student."""

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        self.generic_visit(node)
        if node.type is not None:
            node.type = ast.copy_location(ast.Call(ast.Name(_CAUGHT, ast.Load()), [node.type], []), node.type)
        return node


@lru_cache(maxsize=syntax.REMEMBERED)
def _compiled(code: str, filename: str) -> tuple[CodeType, CodeType | None]:
    """The cell's statements, and its last line where that is a value to show."""
    tree = _Handlers().visit(ast.parse(code, filename))
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    body = compile(ast.fix_missing_locations(tree), filename, "exec")
    return body, None if last is None else compile(ast.Expression(last.value), filename, "eval")


def told(error: BaseException, name: str) -> CellError:
    """An exception that ended the test cell `name`, as the verdict needs it."""
    return CellError(
        name=class_names(error)[0],
        message=message_of(error),
        traceback=_lines(error, _filename(name)),
        failure=error.fields() if isinstance(error, Failure) else None,
    )


def _lines(error: BaseException, filename: str) -> list[str]:
    """The test cell's own line, then the learner's; no line of the judge."""
    if isinstance(error, Failure):
        return error._render_traceback_()
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == filename]
    lines = [f"test cell, line {frame.lineno}: {frame.line}" for frame in frames]
    if isinstance(error, ForeignError):
        lines += error.fields["traceback"]
    return [*lines, f"{class_names(error)[0]}: {message_of(error)}"]
