"""The exceptions that an app met while it answered, as plain data."""

from __future__ import annotations

import traceback
from typing import NamedTuple

_LONGEST = 400


class Mishap(NamedTuple):
    """An exception: its class's name, its message, and the app's line that it came from (may be empty)."""

    name: str
    message: str
    place: str


class Mishaps:
    """Collects what an app meets, each exception once."""

    def __init__(self) -> None:
        self._met: list[BaseException] = []

    def note(self, error: BaseException) -> None:
        """Keep this exception. A framework may raise again what it has told before."""
        if not any(error is known for known in self._met):
            self._met.append(error)

    def take(self) -> list[Mishap]:
        """What was met since the last time, in order."""
        met, self._met = self._met, []
        return [_told(error) for error in met]


def _told(error: BaseException) -> Mishap:
    # A subclass of NotImplementedError still says that the task is not started.
    unfinished = isinstance(error, NotImplementedError)
    name = "NotImplementedError" if unfinished else type(error).__name__
    try:
        message = str(error)[:_LONGEST]
    except Exception:  # a learner's __str__ may raise anything
        message = ""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"in {frames[-1].name}, line {frames[-1].lineno}: {frames[-1].line}" if frames else ""
    return Mishap(name, message, place[:_LONGEST])
