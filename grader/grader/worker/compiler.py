"""IPython's compiler, with cells that it compiled beforehand: the notebooks of a class have the same given
cells, and to read and compile them takes longer than most of what they do.

Only cells of released notebooks, which every learner has: the processes of learners inherit them.
"""

from __future__ import annotations

import ast
import contextlib
import warnings
from collections.abc import Iterable
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING, Any

from IPython.core.compilerop import CachingCompiler

from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.notebooks.cells import Cell
    from grader.worker.shell import Shell


class Compiler(CachingCompiler):
    """Gives for a cell that it has learned what IPython's gives, and compiles every other.

    IPython compiles each statement alone, under a name that tells how many cells ran before and with flags
    that future statements of earlier cells have set: what was learned serves where all that is the same.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.forget()

    def forget(self) -> None:
        """Compile everything anew from now on."""
        self._trees: dict[tuple[str, int], ast.Module] = {}
        self._codes: dict[tuple[int, str, str, int], tuple[CodeType, int]] = {}

    def learn(self, cell: str, name: str, extra: int) -> None:
        """Compile a transformed cell of this name; `extra` are flags that IPython adds for each statement.

        A cell with an error or a warning is left alone: both are to be told when it runs.
        """
        before, codes = self.flags, {}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                tree: Any = super().ast_parse(cell, name)
                for node in tree.body:
                    is_shown = node is tree.body[-1] and isinstance(node, ast.Expr)
                    symbol = "single" if is_shown else "exec"
                    with self.extra_flags(extra):
                        key = id(node), name, symbol, self.flags
                        alone: Any = ast.Interactive([node]) if is_shown else ast.Module([node], [])
                        codes[key] = super().__call__(alone, name, symbol), self.flags
        except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError, Warning):
            self.flags = before
            return
        self._trees[cell, before] = tree
        self._codes |= codes

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        """The tree of a cell; see CachingCompiler."""
        held = self._trees.get((source, self.flags))
        if held is None or symbol != "exec":
            return super().ast_parse(source, filename, symbol)
        return ast.Module([*held.body], [])  # IPython may add a statement

    def __call__(self, source: Any, filename: str, symbol: str, **kwargs: Any) -> CodeType:
        """The code of a statement; see codeop.Compile."""
        if isinstance(source, ast.Module | ast.Interactive) and len(source.body) == 1 and not kwargs:
            held = self._codes.get((id(source.body[0]), filename, symbol, self.flags))
            if held is not None:
                code, self.flags = held
                return code
        return super().__call__(source, filename, symbol, **kwargs)


def prepare(shell: Shell, released: Iterable[Path]) -> None:
    """Let the shell's compiler learn the cells of these notebooks that a learner's process runs. A notebook
    that cannot be read is left to whoever needs it."""
    # They import nbformat, which whoever imports the compiler does when it is quick (see notebooks.quick).
    from grader.notebooks import files
    from grader.notebooks.cells import cells

    for notebook in released:
        with contextlib.suppress(CourseError, OSError):
            _learn(shell, [cell.source for cell in cells(files.read(notebook)) if _is_theirs(cell)])


def _learn(shell: Shell, sources: Iterable[str]) -> None:
    compiler = shell.compile
    flags = compiler.flags
    extra = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if shell.autoawait else 0
    for number, source in enumerate(filter(str.strip, sources), start=1):
        cell = shell.transform_cell(source)
        compiler.learn(cell, compiler.get_code_name(source, cell, number), extra)
    compiler.flags = flags


def _is_theirs(cell: Cell) -> bool:
    return cell.kind == "code" and not cell.is_test
