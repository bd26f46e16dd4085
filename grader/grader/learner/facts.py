"""What a lesson and its exercises say of themselves: minutes, and the points of each task."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.manifest import Lesson
from grader.notebooks.cells import task_of
from grader.paths import Paths

# The opening box: "… · **Minutes** 40 · …".
_MINUTES = re.compile(r"\*\*Minutes\*\*\s*(\d+)")
# A task's statement: "(3 points, 12 minutes)".
_TASK_MINUTES = re.compile(r"\(\s*\d+ points?,\s*(\d+) minutes?\s*\)")


def minutes(paths: Paths, lesson: Lesson) -> int | None:
    """Minutes for the lesson and all its tasks; None when the lesson does not say."""
    found = [_MINUTES.search(text) for text in _markdown(paths.book / lesson.page)]
    first = next((match for match in found if match), None)
    if first is None:
        return None
    tasks = "\n".join(_markdown(paths.exercises / lesson.exercise))
    return int(first[1]) + sum(int(number) for number in _TASK_MINUTES.findall(tasks))


def points(paths: Paths, lesson: Lesson) -> dict[str, float]:
    """The points of each task by its slug."""
    total: dict[str, float] = {}
    for cell in _cells(paths.exercises / lesson.exercise):
        nbgrader = cell.get("metadata", {}).get("nbgrader") or {}
        if nbgrader.get("grade"):
            slug = task_of(str(nbgrader.get("grade_id")))
            total[slug] = total.get(slug, 0.0) + float(nbgrader.get("points") or 0)
    return total


def _markdown(file: Path) -> Iterator[str]:
    return ("".join(cell["source"]) for cell in _cells(file) if cell["cell_type"] == "markdown")


def _cells(file: Path) -> list[dict[str, Any]]:
    """The cells of one of the course's own notebooks; none when it is not there."""
    try:
        cells: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []
    return cells
