"""Writing a file whole or not at all, with the standard library only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from grader.errors import CourseError


def put(content: bytes, target: Path) -> None:
    """Write a file whole or not at all; raises CourseError when the disk refuses."""
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
