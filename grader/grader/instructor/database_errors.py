"""Says what is wrong when the gradebook's database refuses, and what to do about it.

nbgrader wraps some errors of SQLite in its own, and names another cause for others: what counts is the
first error of SQLite behind what was raised.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import CourseError

_SAME = "then run the same command again: it goes on where it stopped."
_IN_USE = (
    "The gradebook {} is in use by another program.",
    f"Close that program (the formgrader, an SQLite browser), {_SAME}",
)
_DAMAGED = (
    "The gradebook {} is damaged.",
    f"Put back a copy of it, {_SAME} Marks given by hand are in no other file.",
)
_NO_SPACE = ("There is no space left for the gradebook {}.", f"Free some space, {_SAME}")
_KNOWN = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: _NO_SPACE,
}


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turns an error of the database at `file` into a CourseError; every other one passes."""
    try:
        yield
    except CourseError:
        raise
    except Exception as error:
        cause = behind(error)
        if cause is None:
            raise
        raise _explanation(cause, file) from error


def behind(error: BaseException | None) -> sqlite3.Error | None:
    """SQLite's error that led to this one, if any."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error):
            return original
        if isinstance(error, sqlite3.Error):
            return error
        error = error.__cause__ or error.__context__
    return None


def _explanation(cause: sqlite3.Error, file: Path) -> CourseError:
    # The low byte is the kind, the others are details.
    kind = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if kind in _KNOWN:
        message, remedy = _KNOWN[kind]
        return CourseError(message.format(file), remedy=remedy)
    return CourseError(
        f"The gradebook {file} cannot be used: {str(cause).rstrip('.')}.",
        remedy=f"Free some space, mend its permissions or put back a copy of it, {_SAME}",
    )
