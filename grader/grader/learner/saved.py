"""The notebook that a learner saved: where it is, and what to do when it cannot be read."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import CourseError
from grader.manifest import Course, Lesson
from grader.paths import Paths

if TYPE_CHECKING:
    from nbformat import NotebookNode


def named(course: Course, name: str | None, command: str) -> str:
    """`name`; raises CourseError that lists the written lessons when none was given to `command`."""
    if name is not None:
        return name
    written = [lesson for lesson in course.lessons() if lesson.tasks]
    lines = [f"{command} {lesson.name:<5} {lesson.title}" for lesson in written]
    raise CourseError("The lesson's number is missing.", remedy="\n".join(["Choose one of:", *lines]))


def lessons(course: Course, name: str) -> list[Lesson]:
    """The lessons with exercises that `name` (2, 2.3, 1.8, 2.3.1) stands for.

    Raises CourseError for an unknown name and where there are no exercises.
    """
    if name.count(".") == 2:
        course.task(name)
    found = [lesson for lesson in course.find(name) if lesson.tasks]
    if not found:
        raise CourseError(f"Lesson {name} has no exercises.", remedy="See: course progress")
    return found


def file_of(paths: Paths, lesson: Lesson) -> Path:
    """The learner's exercise notebook; raises CourseError when it is not there."""
    file = paths.work / "exercises" / lesson.exercise
    if not file.exists():
        raise CourseError(
            f"There is no notebook {shown(paths, file)}.",
            remedy=f"Make it with: course update --no-pull (or course reset {lesson.name})",
        )
    return file


def read(paths: Paths, lesson: Lesson) -> NotebookNode:
    """The learner's exercises. Raises CourseError that says where an older version may be had."""
    from grader.notebooks import files  # nbformat takes long to import: only where it is needed

    file = file_of(paths, lesson)
    try:
        return files.read(file)
    except files.Damaged as error:
        message = error.message.replace(str(file), shown(paths, file))
        raise CourseError(message, remedy=mend(paths, lesson)) from error


def mend(paths: Paths, lesson: Lesson) -> str:
    """What to do about exercises that cannot be read, in one or more lines."""
    file = paths.work / "exercises" / lesson.exercise
    remedy = (
        f"For fresh exercises: course reset {lesson.name}\n"
        f"It first keeps the broken file in work/.history/{lesson.name}."
    )
    older = _checkpoint(file)
    if older is None:
        return remedy
    # Whole paths: JupyterLab's terminals stand in work/, others in the course's folder.
    return (
        f"JupyterLab's checkpoint beside it may hold the version you last saved. To take it:\n"
        f"cp {shlex.quote(str(older))} {shlex.quote(str(file))}\n{remedy}"
    )


def shown(paths: Paths, file: Path) -> str:
    """The path as a learner types it, from the course's folder: work/…"""
    return file.relative_to(paths.root).as_posix()


def _checkpoint(file: Path) -> Path | None:
    from grader.notebooks import files

    found = file.parent / ".ipynb_checkpoints" / f"{file.stem}-checkpoint{file.suffix}"
    try:
        files.read(found)
    except CourseError:
        return None
    return found
