"""Old versions of what a learner wrote: `work/.history/<lesson>/<UTC time>.ipynb`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grader.errors import CourseError
from grader.paths import Paths


def keep(paths: Paths, file: Path, *, under: str) -> Path:
    """Copy `file` into the history of `under` (a lesson's name) and return where it is now.

    A version that is there already is not kept twice. Raises CourseError when the disk refuses.
    """
    folder = paths.work / ".history" / under
    try:
        content = file.read_bytes()
        newest = max(folder.glob(f"*{file.suffix}"), default=None)
        if newest is not None and newest.read_bytes() == content:
            return newest
        folder.mkdir(parents=True, exist_ok=True)
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
        kept = folder / f"{stamp}{file.suffix}"
        # "x": an older version is never overwritten, whatever the clock says.
        with kept.open("xb") as target:
            target.write(content)
    except OSError as error:
        raise CourseError(
            f"The old version of {file} could not be kept in {folder}: {error.strerror}. Nothing changed.",
            remedy="Free some space or mend the folder's permissions, then run the command again.",
        ) from error
    return kept
