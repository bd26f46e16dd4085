"""An assignment in the gradebook, beside the one that stock nbgrader registers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from grade_room import Class
from nbgrader.api import Gradebook  # type: ignore[import-untyped]
from nbgrader.converters import GenerateAssignment  # type: ignore[import-untyped]

from grader.instructor import gradebook


def _registered(file: Path) -> list[Any]:
    """All that the gradebook tells of the assignment but ids, which are random."""
    with Gradebook(f"sqlite:///{file}", "backend") as book:
        return [
            (notebook.name, notebook.kernelspec, sorted(map(_fields, cells)))
            for notebook in sorted(book.find_assignment("ch01").notebooks, key=lambda one: one.name)
            for cells in (
                notebook.grade_cells,
                notebook.solution_cells,
                notebook.task_cells,
                notebook.source_cells,
            )
        ]


def _fields(cell: Any) -> str:
    told = {**vars(cell), "kind": type(cell).__name__, "notebook": None}
    return repr(sorted((name, told[name]) for name in told if name[0] != "_" and not name.endswith("id")))


def test_the_cells_are_those_that_nbgrader_registers(
    room: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    with gradebook.opened(ours, room.paths, "ch01"):
        pass
    monkeypatch.setattr("grader.instructor.registration.generator", GenerateAssignment)
    with gradebook.opened(theirs, room.paths, "ch01"):
        pass
    assert any(len(cells) > 1 for _, _, cells in _registered(ours))
    assert _registered(ours) == _registered(theirs)


def test_cells_that_changed_are_registered_anew(room: Class, tmp_path: Path) -> None:
    file = tmp_path / "gradebook.db"
    with gradebook.opened(file, room.paths, "ch01"):
        pass
    before = _registered(file)
    lesson = next((room.paths.solutions / "ch01").glob("*.ipynb"))
    lesson.write_text(
        lesson.read_text(encoding="utf-8").replace('"points": 2', '"points": 5'), encoding="utf-8"
    )
    with gradebook.opened(file, room.paths, "ch01"):
        pass
    assert _registered(file) != before
