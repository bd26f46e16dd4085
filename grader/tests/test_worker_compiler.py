"""Cells that were compiled beforehand do in every respect what cells do that IPython compiles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader import paths
from grader.notebooks import files
from grader.worker import compiler
from grader.worker.compiler import Compiler
from grader.worker.shell import Shell

_SCRIPT = Path(__file__).with_name("compiled_cells.py")
_CELLS = (
    "import math\n\ndef area(r):\n    return round(math.pi * r**2, 1)\n\narea(2)",
    "a = 1\n'not shown'\nprint(a)\na",
    "b = 1\n1 / 0\nc = 2",
    "def fail(text):\n    raise ValueError(text)\n",
    "d = 1\nfail('deep')",
    "",
    "  \n",
    "e = 1\nreturn e",
    "f = 1\ndef g(:\n    pass",
    "if True:\npass",
    "h = 1\ndef i():\n    x = 1\n    global x\nj = 2",
    "k = 1\nbreak",
    "text = 'a\\d'\nlen(text)",
    "k is 1",
    "m = 1; m",
    "m;",
    '"""A text first."""\n__doc__',
    "n: int = 5\n__annotations__",
    "1000 is 1000",
    "o = 1000\np = 1000\no is p",
    "import asyncio\nawait asyncio.sleep(0)\n'slept'",
    "q = [i async for i in no_such_name()]",
    "%who_ls int",
    "from __future__ import annotations\n\ndef r(x: Nowhere) -> None: ...\nr.__annotations__",
    "def s(x: Nowhere) -> None: ...\ns.__annotations__",
    "print(In[-1])\n_i1",
    "raise SystemExit(3)",
    "raise KeyboardInterrupt",
    "exec('1 +')",
    "1 / 0",
    "get_ipython().ast_node_interactivity = 'last_expr_or_assign'",
    "t = 5",
    "t = 5",
    "get_ipython().ast_node_interactivity = 'last_expr'",
    "import ast\n\nclass Twice(ast.NodeTransformer):\n    def visit_Constant(self, node):\n"
    "        node.value *= 2\n        return node\n\nget_ipython().ast_transformers.append(Twice())",
    "21",
    "get_ipython().ast_transformers.clear()",
    "21",
)


def _written(file: Path, *sources: str) -> Path:
    files.write(new_notebook(cells=[new_code_cell(source) for source in sources]), file)
    return file


def _run(*notebooks: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(_SCRIPT), *map(str, notebooks)],
        capture_output=True,
        text=True,
        env={**os.environ, "IPYTHONDIR": str(notebooks[0].parent)},
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_a_cell_says_does_and_leaves_the_same(tmp_path: Path) -> None:
    notebook = _written(tmp_path / "cells.ipynb", *_CELLS)
    usual, learned = _run(notebook), _run(notebook, notebook)
    for source, before, now in zip(_CELLS, usual["ran"], learned["ran"], strict=True):
        assert now == before, source
    assert learned["compiled"] < 0.6 * usual["compiled"]


def test_another_cell_before_it_changes_its_name_and_its_compilation(tmp_path: Path) -> None:
    given = "u = 1\n1 / 0"
    released = _written(tmp_path / "released.ipynb", "answer = None", given, "v = 1", "v")
    handed_in = _written(tmp_path / "handed-in.ipynb", "answer = 1\nanswer", "more = 2", given, "v = 2", "v")
    assert _run(handed_in, released)["ran"] == _run(handed_in)["ran"]


def test_a_future_statement_before_it_is_heeded(tmp_path: Path) -> None:
    given = "def w(x: Nowhere) -> None: ...\nw.__annotations__"
    released = _written(tmp_path / "released.ipynb", "answer = None", given)
    handed_in = _written(tmp_path / "handed-in.ipynb", "from __future__ import annotations", given)
    ran = _run(handed_in, released)["ran"]
    assert ran == _run(handed_in)["ran"]
    assert "Nowhere" in json.dumps(ran[1][0])


class _Spy(Compiler):
    """Notes what it is to learn."""

    def __init__(self) -> None:
        super().__init__()
        self.learned: list[str] = []

    def learn(self, cell: str, name: str, extra: int) -> None:
        self.learned.append(cell)
        super().learn(cell, name, extra)


class _Stand:
    """As much of a shell as is asked for."""

    autoawait = True

    def __init__(self) -> None:
        self.compile = _Spy()

    def transform_cell(self, source: str) -> str:
        return f"{source}\n"


@pytest.fixture
def stand() -> Any:
    return _Stand()


def _marked(source: str, **metadata: object) -> NotebookNode:
    cell = new_code_cell(source)
    cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": "task", "locked": False, **metadata}
    return cell


def test_no_test_cell_is_learned(tmp_path: Path, stand: Any) -> None:
    notebook = new_notebook(
        cells=[
            new_markdown_cell("A text."),
            new_code_cell("given = 1"),
            _marked("answer = None", solution=True, grade=False),
            _marked("assert hidden", solution=False, grade=True, points=1),
        ]
    )
    nbformat.write(notebook, tmp_path / "released.ipynb")
    compiler.prepare(stand, [tmp_path / "released.ipynb", tmp_path / "missing.ipynb"])
    assert stand.compile.learned == ["given = 1\n", "answer = None\n"]


def test_the_cells_that_a_chapter_gives_are_those_of_its_release(stand: Any) -> None:
    here = paths.find()
    released = sorted((here.exercises / "ch02").glob("*.ipynb"))
    compiler.prepare(stand, released)
    given = [
        f"{cell.source}\n"
        for notebook in released
        for cell in files.read(here.solutions / "ch02" / notebook.name).cells
        if cell.cell_type == "code" and "nbgrader" not in cell.metadata
    ]
    assert len(given) > 20
    assert set(given) <= set(stand.compile.learned)


def test_the_learners_shell_has_this_compiler() -> None:
    assert Shell.compiler_class is Compiler
