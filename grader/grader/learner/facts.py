"""What a lesson and its exercises ask of a learner: minutes, and the points of each task."""

from __future__ import annotations

from grader.book import facts
from grader.errors import CourseError
from grader.manifest import Lesson
from grader.notebooks.cells import task_of
from grader.paths import Paths


def minutes(paths: Paths, lesson: Lesson) -> int | None:
    """Minutes for the lesson and all its tasks; None when the lesson does not say."""
    try:
        reading = facts.read(paths.book / lesson.page).minutes
    except CourseError:
        return None
    return reading + facts.task_minutes(paths.exercises / lesson.exercise)


def points(paths: Paths, lesson: Lesson) -> dict[str, float]:
    """The points of each task by its slug."""
    total: dict[str, float] = {}
    for cell in facts.cells(paths.exercises / lesson.exercise):
        nbgrader = cell.get("metadata", {}).get("nbgrader") or {}
        if nbgrader.get("grade"):
            slug = task_of(str(nbgrader.get("grade_id")))
            total[slug] = total.get(slug, 0.0) + float(nbgrader.get("points") or 0)
    return total
