"""What every store of files says no with."""

from __future__ import annotations

import re

from university.application.ports.file_store import MOST_FILES, FileRefused
from university.domain.errors import NotFound

_ID = re.compile("[0-9a-f]{24,32}", re.ASCII)


def too_many_files() -> FileRefused:
    """The application already has as many files as it may."""
    return FileRefused(
        f"The application already has {MOST_FILES} files.",
        remedy="Delete one that is no longer needed, or put several pages into one PDF.",
    )


def no_such_file() -> NotFound:
    """Nobody knows the id."""
    return NotFound("There is no such file.", remedy="Choose one from the application's list of files.")


def check_id(id: str) -> None:
    """See that it could be a file's id, before a store is asked. Raises NotFound."""
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise no_such_file()
