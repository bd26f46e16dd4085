"""What is told of a notebook that could not be graded: to the instructor, and to the student."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

from grader.errors import CourseError
from grader.notebooks import files

NOT_YOURS = "This notebook could not be graded. Your instructor looks into it; you need not do anything."


class Problem(TypedDict):
    """The `problem` names the file and the remedy; `advice` is what the student may read: it holds no
    path."""

    problem: str
    advice: str


def refused(error: CourseError, file: Path, student: str) -> Problem:
    """The student handed in what is no notebook of this assignment."""
    message = error.message if str(file) in error.message else f"{file}: {error.message}"
    again = f"Ask {student} to hand it in again, then run this command again."
    return {"problem": f"{message} {again}", "advice": _advice(error, file)}


def unreadable(error: OSError, file: Path) -> Problem:
    """The system refused to read the file."""
    remedy = "Mend the permissions, then run this command again."
    return not_yours(f"{file} cannot be read: {error.strerror or error}. {remedy}")


def not_yours(problem: str) -> Problem:
    """A problem that the student can do nothing about."""
    return {"problem": problem, "advice": NOT_YOURS}


def _advice(error: CourseError, file: Path) -> str:
    """What a student does about the error: no path of this computer."""
    reason = error.message.replace(str(file), f"`{file.name}`")
    remedy = "Open it in JupyterLab, save it," if isinstance(error, files.Damaged) else error.remedy
    handed = "and hand it in again." if remedy.endswith(",") else "Then hand it in again."
    return f"This notebook could not be graded. {reason} {remedy} {handed}"
