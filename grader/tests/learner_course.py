"""A small course on disk for the tests of the learner's side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from grader.manifest import load
from grader.paths import Paths

EXERCISE = Path("ch01/08b_enrolment_rules.ipynb")
LESSON = Path("ch01_foundations/08b_enrolment_rules.ipynb")

MANIFEST = """
title = "A course"
university = "Aldermoor University"

[[part]]
title = "Foundations"

[[part.chapter]]
number = 1
slug = "foundations"
title = "Fundamentals"
app = "the domain core"

[[part.chapter.lesson]]
section = "7a"
slug = "values"
title = "Values"

[[part.chapter.lesson]]
section = "8b"
slug = "enrolment_rules"
title = "Enrolment rules"
core = true
written = true
tasks = [
  { slug = "waitlist", title = "Who is next?", slot = "waitlist.next_in_line", part = "next_in_line" },
]
"""


def cell(kind: str, name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    if nbgrader:
        made["metadata"]["nbgrader"] = {"schema_version": 3, "task": False, **nbgrader}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    return made


def solution(name: str, source: str, *, id: str | None = None) -> dict[str, Any]:
    return cell("code", id or name, source, grade_id=name, solution=True, grade=False, locked=False)


def test_cell(name: str, source: str, points: int = 2) -> dict[str, Any]:
    return cell("code", name, source, grade_id=name, solution=False, grade=True, locked=True, points=points)


test_cell.__test__ = False  # type: ignore[attr-defined]


def write(file: Path, cells: list[dict[str, Any]]) -> None:
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    file.parent.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    file.write_text(json.dumps(notebook), encoding="utf-8")


def fresh_course(root: Path) -> Paths:
    paths = Paths(root)
    paths.book.mkdir()
    (paths.book / "course.toml").write_text(MANIFEST, encoding="utf-8")
    (paths.book / "images").mkdir()
    (paths.book / "images" / "ch01_seats.svg").write_text("<svg/>", encoding="utf-8")
    ran = cell("code", "run", "1 + 1") | {
        "outputs": [
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "metadata": {},
                "data": {"text/plain": "2"},
            }
        ],
        "execution_count": 1,
    }
    write(paths.book / LESSON, [cell("markdown", "intro", "# Enrolment rules"), ran])
    release(
        paths,
        [
            cell("markdown", "intro", "Hello."),
            cell("code", "setup", "import math"),
            solution("waitlist", "def next_in_line():\n    raise NotImplementedError"),
            test_cell("waitlist-visible", "expect(next_in_line).returns(1)"),
        ],
    )
    return paths


def release(paths: Paths, cells: list[dict[str, Any]]) -> None:
    write(paths.exercises / EXERCISE, cells)


def renamed(paths: Paths) -> None:
    """The lesson is `08b_rules` from now on."""
    manifest = paths.book / "course.toml"
    manifest.write_text(MANIFEST.replace('"enrolment_rules"', '"rules"'), encoding="utf-8")
    load.cache_clear()  # each of the learner's commands reads it anew
    for file in (paths.exercises / EXERCISE, paths.book / LESSON):
        file.rename(file.with_name("08b_rules.ipynb"))


def notebook_of(file: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return notebook


def edit(file: Path, name: str, source: str) -> None:
    notebook = notebook_of(file)
    (one,) = [one for one in notebook["cells"] if one["id"] == name]
    one["source"] = source
    file.write_text(json.dumps(notebook), encoding="utf-8")


def answer(paths: Paths, name: str, source: str) -> None:
    edit(paths.work / "exercises" / EXERCISE, name, source)
