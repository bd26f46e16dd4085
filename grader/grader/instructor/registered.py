"""Which version of an assignment a gradebook holds, noted in a file beside it.

Registering takes nbgrader a second, and most runs find nothing changed. The note counts only where it fits
both sides: the assignment as it lies on the disk, and the cells as they stand in the gradebook, which other
programs write to as well.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from copy import deepcopy
from importlib import metadata
from pathlib import Path
from typing import Any

from grader.notebooks import whole

_CELLS = (
    "SELECT notebook.name, kernelspec, base_cell.name, type, grade_cells.max_score, grade_cells.cell_type, "
    "task_cells.max_score, task_cells.cell_type "
    "FROM assignment JOIN notebook ON assignment_id = assignment.id "
    "LEFT JOIN base_cell ON notebook_id = notebook.id LEFT JOIN grade_cells ON grade_cells.id = base_cell.id "
    "LEFT JOIN task_cells ON task_cells.id = base_cell.id WHERE assignment.name = ? ORDER BY 1, 3, 4",
    "SELECT notebook.name, source_cell.name, cell_type, locked, source, checksum "
    "FROM assignment JOIN notebook ON assignment_id = assignment.id "
    "JOIN source_cell ON notebook_id = notebook.id WHERE assignment.name = ? ORDER BY 1, 2",
)
_ADDED = "IncludeHeaderFooter"
"""The part of nbgrader's settings that names further notebooks."""


def version(settings: Any, folder: Path) -> str | None:
    """Changes with whatever nbgrader makes the cells of: the files in the assignment's `folder`, the settings
    of the course, nbgrader itself. None where that cannot be told."""
    if _ADDED in settings:
        return None
    told = deepcopy(settings)
    del told.CourseDirectory["db_url"]  # a folder may be moved
    digest = hashlib.sha256(repr((metadata.version("nbgrader"), told)).encode())
    for file in sorted(folder.iterdir()):
        if file.is_file():
            content = file.read_bytes()
            digest.update(f"\0{file.name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def holds(gradebook: Path, assignment: str, version: str | None) -> bool:
    """Whether the gradebook was noted to hold this version, and its cells are still those of that moment."""
    noted = _notes(gradebook).get(assignment)
    return noted is not None and noted == _state(gradebook, assignment, version)


def note(gradebook: Path, assignment: str, version: str | None) -> None:
    """Note that the gradebook holds this version; raises CourseError when the disk refuses."""
    notes, state = _notes(gradebook), _state(gradebook, assignment, version)
    if notes.get(assignment) != state:
        whole.write_text(json.dumps({**notes, assignment: state}), _file(gradebook))


def _state(gradebook: Path, assignment: str, version: str | None) -> list[str] | None:
    """The version, and a digest of the assignment's cells; None where one of them cannot be told."""
    if version is None:
        return None
    where = f"{gradebook.absolute().as_uri()}?mode=ro"
    try:
        # Where somebody holds the gradebook, nbgrader waits, and says so in the end.
        with contextlib.closing(sqlite3.connect(where, timeout=0, uri=True)) as database:
            found = [database.execute(query, (assignment,)).fetchall() for query in _CELLS]
    except sqlite3.Error:
        return None
    return [version, hashlib.sha256(repr(found).encode()).hexdigest()]


def _notes(gradebook: Path) -> dict[str, Any]:
    """What was noted, by assignment; nothing where the file is missing or damaged."""
    try:
        notes = json.loads(_file(gradebook).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _file(gradebook: Path) -> Path:
    return gradebook.with_name(f".{gradebook.stem}.registered.json")
