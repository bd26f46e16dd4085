"""A small course with submissions for the tests of grading: two tasks by tests, one by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.authoring import release
from grader.paths import Paths, find

NOTEBOOK = "01_sums"
RIGHT = "def add(a, b):\n    return a + b"
WRONG = "def add(a, b):\n    return a - b"
STUB = "def add(a, b):\n    raise NotImplementedError"
SECRET = 4711

MANIFEST = """
title = "A course"
university = "Aldermoor University"
[[part]]
title = "Foundations"
[[part.chapter]]
number = 1
slug = "numbers"
title = "Numbers"
app = "nothing"
[[part.chapter.lesson]]
section = "1"
slug = "sums"
title = "Sums"
written = true
tasks = [
  { slug = "add", title = "Add two numbers" },
  { slug = "largest", title = "Find the largest" },
  { slug = "essay", title = "Why" },
]
"""


def _cell(kind: str, name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    if nbgrader:
        made["metadata"]["nbgrader"] = {"schema_version": 3, "task": False, "grade_id": name, **nbgrader}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    return made


def task(slug: str, points: str, solution: str, visible: str, hidden: str) -> list[dict[str, Any]]:
    """A task's cells: statement, solution, and two tests of 2 points each."""
    hints = "".join(f"<details><summary>Hint {n}</summary>\n\nThink.\n\n</details>\n" for n in (1, 2, 3))
    test = {"grade": True, "solution": False, "locked": True, "points": 2}
    hidden = f"# Other numbers.\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    return [
        _cell("markdown", f"{slug}-text", f"Do it. ({points} points, 5 minutes)\n\n{hints}"),
        _cell("code", slug, solution, grade=False, solution=True, locked=False),
        _cell("code", f"{slug}-visible", f"from grader import expect\n\n{visible}", **test),
        _cell("code", f"{slug}-hidden", hidden, **test),
    ]


def source_cells() -> list[dict[str, Any]]:
    """The solution notebook's cells."""
    add = "def add(a, b):\n    ### BEGIN SOLUTION\n    return a + b\n    ### END SOLUTION"
    largest = "def largest(numbers):\n    ### BEGIN SOLUTION\n    return max(numbers)\n    ### END SOLUTION"
    statement = "Why? (3 points, 5 minutes)\n" + "<details><summary>Hint</summary></details>\n" * 3
    essay = {"grade": True, "solution": True, "locked": False, "points": 3}
    return [
        _cell("markdown", "title", "# Sums"),
        _cell("code", "setup", "import math"),
        *task(
            "add",
            "4",
            add,
            'expect(add, 2, 3).returns(5, because="The sum.")',
            f'expect(add, 4700, 11).returns({SECRET}, because="Large sums too.", kind="large numbers")',
        ),
        *task(
            "largest",
            "4",
            largest,
            'expect(largest, [1, 3, 2]).returns(3, because="The largest.")',
            'expect(largest, [-5, -2]).returns(-2, because="Below zero too.", kind="negative numbers")',
        ),
        _cell("markdown", "essay-text", statement),
        _cell("markdown", "essay", "Write here.", **essay),
    ]


def write(file: Path, cells: list[dict[str, Any]]) -> None:
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    file.parent.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(notebook), encoding="utf-8")


def make(root: Path, manifest: str = MANIFEST, cells: Sequence[dict[str, Any]] | None = None) -> Paths:
    """The course with its release; `cells` of a solution notebook in the place of the usual ones."""
    paths = Paths(root / "course")
    paths.book.mkdir(parents=True)
    (paths.book / "course.toml").write_text(manifest, encoding="utf-8")
    shutil.copy(find().root / "nbgrader_config.py", paths.root)
    write(paths.solutions / "ch01" / f"{NOTEBOOK}.ipynb", list(cells or source_cells()))
    lesson = [_cell("markdown", "intro", "# Sums"), _cell("code", "one", "1 + 1")]
    write(paths.book / "ch01_numbers" / f"{NOTEBOOK}.ipynb", lesson)
    for path, content in release.exercises(paths).items():
        (paths.root / path).parent.mkdir(parents=True, exist_ok=True)
        (paths.root / path).write_bytes(content)
    return paths


def hand_in(paths: Paths, submitted: Path, student: str, **answers: str) -> Path:
    """Hand in the exercise with these cells filled: by grade id, `_` for `-`."""
    notebook = json.loads((paths.exercises / "ch01" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").replace("-", "_")
        if name in answers:
            cell["source"] = answers[name]
    file = submitted / student / "ch01" / f"{NOTEBOOK}.ipynb"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return file
