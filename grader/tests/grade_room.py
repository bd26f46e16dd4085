"""A class of the small test course, and `course grade` on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import grade_course
import nbgrader.api
from click.testing import CliRunner, Result

from grader.commands.grade import command
from grader.paths import Paths

LARGEST = "def largest(numbers):\n    return max(numbers)"


class Class:
    """A class's folders, and the command on them."""

    def __init__(self, paths: Paths, root: Path) -> None:
        self.paths = paths
        self.submitted = root / "submitted"
        self.out = root / "out"

    def hand_in(self, student: str, **answers: str) -> Path:
        return grade_course.hand_in(self.paths, self.submitted, student, **answers)

    def grade(self, *options: str) -> Result:
        where = ["--submitted", str(self.submitted), "--out", str(self.out), "--jobs", "1"]
        return CliRunner().invoke(command, ["ch01", *where, *options])

    def records(self) -> dict[str, dict[str, Any]]:
        results = json.loads((self.out / "results.json").read_text(encoding="utf-8"))
        return {record["student"]: record for record in results}

    def feedback(self, student: str) -> str:
        return (self.out / "feedback" / student / "ch01.html").read_text(encoding="utf-8")

    def gradebook(self) -> Any:
        return nbgrader.api.Gradebook(f"sqlite:///{self.out / 'gradebook.db'}", "backend")
