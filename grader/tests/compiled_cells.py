"""Runs the cells of a notebook in the learners' shell and prints JSON: what each showed and left behind, and
how often Python's compiler was called.

Usage: compiled_cells.py NOTEBOOK [RELEASED]: RELEASED is compiled beforehand.
"""

from __future__ import annotations

import builtins
import json
import sys
from pathlib import Path

from grader.notebooks import files
from grader.worker import compiler
from grader.worker.shell import Outputs, Stream, make_shell


def main(notebook: Path, *released: Path) -> None:
    shell, outputs = make_shell(), Outputs(100_000)
    shell.connect(outputs)
    compiler.prepare(shell, released)
    told, sys.stdout = sys.stdout, Stream("stdout", outputs, 1)
    sys.stderr = Stream("stderr", outputs, 2)
    usual, count = builtins.compile, 0

    def counted(*args: object, **kwargs: object) -> object:
        nonlocal count
        count += 1
        return usual(*args, **kwargs)

    ran = []
    builtins.compile = counted
    for cell in files.read(notebook).cells:
        result = shell.run_cell(cell.source, store_history=True)
        raised = [type(error).__name__ for error in (result.error_before_exec, result.error_in_exec)]
        names = sorted(name for name in shell.user_ns if not name.startswith("_"))
        ran.append([outputs.take(), raised, names, shell.compile.flags, shell.execution_count])
    builtins.compile = usual
    json.dump({"ran": ran, "compiled": count}, told)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
