"""One hostile submission, and the course it is handed in to."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grade_course
from grade_room import LARGEST

from grader.paths import Paths

HONEST = 4
"""What `largest`, which every attacker solves honestly, is worth."""
TRIED = "the attack was tried"
WRONG = "def add(a, b):\n    return a - b\n"
SLOT = "waitlist.next_in_line"
OWN_WORDS = "heliotrope"
"""Stands in the work of an honest student only; nobody else may show it."""
TOKEN = "sesame-open-0417"  # noqa: S105 (a text to look for)
"""Stands in the instructor's environment."""

_NEXT_TESTS = """
from types import SimpleNamespace as Waiting
line = [Waiting(since={late}, student="S-late"), Waiting(since={early}, student="S-early")]
assert next_in_line(line, everybody).student == "S-early", "Who waits longest comes first."
"""

Change = Callable[[dict[str, Any], Path], None]
"""Changes a notebook that is handed in, or the folder beside it."""


@dataclass(frozen=True, slots=True)
class Attack:
    """Code in the cell of one task, or a change to the notebook, and what the whole is worth.

    `ends`: the code does not come to its end, so it does not say that it was tried.
    """

    code: str = ""
    task: str = "add"
    score: float = HONEST
    ends: bool = False
    change: Change | None = None
    solution: str = WRONG

    def hand_in(self, paths: Paths, submitted: Path, student: str) -> None:
        """Put the notebook among those of the class."""
        solution = self.solution if self.task == "add" else ""
        answers = {"largest": LARGEST, self.task: f"{solution}{self.code}\nprint({TRIED!r})"}
        file = grade_course.hand_in(paths, submitted, student, **answers)
        if self.change is not None:
            notebook = json.loads(file.read_text(encoding="utf-8"))
            self.change(notebook, file)
            if file.is_file():
                file.write_text(json.dumps(notebook), encoding="utf-8")


def make(root: Path) -> Paths:
    """The small course with one more task, whose answer is a part of the app."""
    task = f'  {{ slug = "next_in_line", title = "Who is next", slot = "{SLOT}", part = "next_in_line" }},\n'
    manifest = grade_course.MANIFEST.replace('  { slug = "essay"', f'{task}  {{ slug = "essay"')
    solution = (
        "def next_in_line(waiting, can_take):\n    ### BEGIN SOLUTION\n"
        "    return min(waiting, key=lambda one: one.since)\n    ### END SOLUTION"
    )
    cells = grade_course.source_cells()
    cells[1]["source"] += "\n\n\ndef everybody(student):\n    return True"
    visible, hidden = (_NEXT_TESTS.format(late=late, early=early) for late, early in ((2, 1), (9, 3)))
    at = next(index for index, cell in enumerate(cells) if cell["id"] == "essay-text")
    cells[at:at] = grade_course.task("next_in_line", "4", solution, visible, hidden)
    return grade_course.make(root, manifest, cells)
