"""What refuses to run strangers' code."""

from __future__ import annotations

from grader.errors import CourseError

REMEDY = (
    "Grade in the project's container (--container IMAGE) or on a Linux of 2022 or later. With --trust, "
    "notebooks run with limits only, and can read and change whatever you can."
)


class IsolationError(CourseError):
    """This machine cannot confine a stranger's process; the remedy says where it can be done."""

    def __init__(self, message: str, *, remedy: str = REMEDY) -> None:
        super().__init__(message, remedy=remedy)
