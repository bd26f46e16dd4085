"""Writing a file whole or not at all, with the standard library only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grader.errors import CourseError


def write_bytes(content: bytes, target: Path) -> None:
    """Write beside `target` and rename: a full disk or Ctrl-C leaves the old file. Raises CourseError."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        raise CourseError(
            f"{target} could not be written: {error.strerror}.",
            remedy="Free some space or mend the folder's permissions; the old file is as it was.",
        ) from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def write_text(text: str, target: Path) -> None:
    """Write UTF-8 text whole or not at all; raises CourseError when the disk refuses."""
    write_bytes(text.encode(), target)
