"""An assignment in the gradebook, beside the one that stock nbgrader registers."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import nbgrader  # type: ignore[import-untyped]
import pytest
from alembic.script import ScriptDirectory
from grade_room import Class
from nbgrader.api import Gradebook  # type: ignore[import-untyped]
from nbgrader.converters import GenerateAssignment  # type: ignore[import-untyped]

from grader.instructor import gradebook, registration


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


@pytest.fixture
def registered(room: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that nbgrader registers an assignment from now on; it did once, in `gradebook.db`."""
    with gradebook.opened(tmp_path / "gradebook.db", room.paths, "ch01"):
        pass
    times: list[str] = []
    usual = registration.generator

    def counted(**settings: Any) -> Any:
        times.append(settings["coursedir"].assignment_id)
        return usual(**settings)

    monkeypatch.setattr(registration, "generator", counted)
    return times


def test_what_is_unchanged_is_not_registered_again(
    room: Class, tmp_path: Path, registered: list[str]
) -> None:
    with gradebook.opened(tmp_path / "gradebook.db", room.paths, "ch01"):
        pass
    assert registered == []


def test_a_gradebook_that_others_changed_is_registered_again(
    room: Class, tmp_path: Path, registered: list[str]
) -> None:
    file = tmp_path / "gradebook.db"
    before = _registered(file)
    with contextlib.closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE source_cell SET locked = NOT locked")
    assert _registered(file) != before
    with gradebook.opened(file, room.paths, "ch01"):
        pass
    assert (registered, _registered(file)) == (["ch01"], before)


@pytest.mark.parametrize("damage", ["", "[]", '{"ch01": null}', '{"ch01": 1}'])
def test_a_damaged_note_counts_for_nothing(
    room: Class, tmp_path: Path, registered: list[str], damage: str
) -> None:
    (tmp_path / ".gradebook.registered.json").write_text(damage, encoding="utf-8")
    for _ in range(2):
        with gradebook.opened(tmp_path / "gradebook.db", room.paths, "ch01"):
            pass
    assert registered == ["ch01"]


def test_settings_that_changed_count(room: Class, tmp_path: Path, registered: list[str]) -> None:
    with (room.paths.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nc.ClearSolutions.code_stub = {'python': 'pass'}\n")
    before = _registered(tmp_path / "gradebook.db")
    with gradebook.opened(tmp_path / "gradebook.db", room.paths, "ch01"):
        pass
    assert (registered, _registered(tmp_path / "gradebook.db") != before) == (["ch01"], True)


def test_the_revision_of_a_new_gradebook_is_the_one_that_alembic_tells(
    registered: list[str], tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "gradebook.db")) as database:
        ((noted,),) = database.execute("SELECT version_num FROM alembic_version")
    scripts = Path(nbgrader.__file__).parent / "alembic"
    assert noted == ScriptDirectory(str(scripts)).get_current_head()
