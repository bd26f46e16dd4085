"""Where things lie in the repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from grader.errors import CourseError


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one checkout, from its root."""

    root: Path

    @property
    def book(self) -> Path:
        """Lessons, and the manifest of the course."""
        return self.root / "book"

    @property
    def solutions(self) -> Path:
        """nbgrader's source notebooks; absent from a learner's bundle."""
        return self.root / "solutions"

    @property
    def exercises(self) -> Path:
        """nbgrader's release notebooks."""
        return self.root / "exercises"

    @property
    def bank(self) -> Path:
        """Wrong and alternative right answers."""
        return self.root / "grader" / "bank"

    @property
    def work(self) -> Path:
        """A learner's own copies, ignored by git."""
        return self.root / "work"

    @property
    def database(self) -> Path:
        """The learner's own university, out of the way of their notebooks."""
        return self.work / ".app" / "university.db"

    @property
    def instructor(self) -> Path:
        """An instructor's gradebook and results, ignored by git."""
        return self.root / "instructor"

    @property
    def acceptance(self) -> Path:
        """The app's own end-to-end tests."""
        return self.root / "reference_app" / "tests" / "acceptance"


def find() -> Paths:
    """The checkout that this package is installed from, or the one that COURSE_ROOT names.

    Raises CourseError when there is no course there.
    """
    root = Path(os.environ.get("COURSE_ROOT") or Path(__file__).parents[2]).resolve()
    if not (root / "book" / "course.toml").is_file():
        raise CourseError(
            f"There is no course in {root}: book/course.toml is missing.",
            remedy="Run the command in a clone of the course, or set COURSE_ROOT to one.",
        )
    return Paths(root)
