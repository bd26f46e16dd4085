"""Copies in work/ of lessons that the course no longer has, or has under another name."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from grader.errors import CourseError
from grader.learner import merge, work
from grader.paths import Paths


def clear(paths: Paths, current: Collection[str]) -> list[Path]:
    """Remove what the learner has not changed, and return what they have: that stays, and is theirs alone.

    `current` are the names of the copies that the course has, below work/. A file is returned once: its
    release is forgotten, so that the next update takes no notice of it.
    """
    releases = paths.work / ".release"
    stay = []
    for base in sorted(file for file in releases.rglob("*") if file.is_file()):
        name = base.relative_to(releases)
        if name.as_posix() in current:
            continue
        mine = paths.work / name
        if _unchanged(mine, base):
            mine.unlink(missing_ok=True)
        elif mine.exists():
            stay.append(mine)
        base.unlink()
    return stay


def _unchanged(mine: Path, base: Path) -> bool:
    if mine.suffix != ".ipynb":
        return mine.is_file() and mine.read_bytes() == base.read_bytes()
    try:
        return merge.same(work.read(mine), json.loads(base.read_text(encoding="utf-8")))
    except (CourseError, OSError, ValueError, KeyError, TypeError):
        return False  # who knows what is in it
