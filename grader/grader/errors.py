"""What the `course` command tells a person and how it exits."""

from __future__ import annotations


class CourseError(Exception):
    """Bad input: the message names the thing, the remedy says what to do. The command exits with 2."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(f"{message}\n{remedy}")
        self.message = message
        self.remedy = remedy
