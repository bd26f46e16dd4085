"""Copies in work/ of lessons that the course no longer has, or has under another name."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grader.errors import CourseError
from grader.learner import merge, work
from grader.learner.copies import releases
from grader.paths import Paths


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A learner's copy of what the course no longer has; it `stays` where the learner has changed it."""

    file: Path
    stays: bool


def clear(paths: Paths, current: Collection[str]) -> list[Withdrawn]:
    """Remove such copies as the learner has not changed; what they have changed is theirs alone.

    `current` are the names of the copies that the course has, below work/. A file is returned once: its
    release is forgotten, so that the next update takes no notice of it.
    """
    found = []
    for base in sorted(file for file in releases(paths).rglob("*") if file.is_file()):
        name = base.relative_to(releases(paths))
        if name.as_posix() in current:
            continue
        mine = paths.work / name
        if mine.is_file():
            stays = not _unchanged(mine, base)
            if not stays:
                mine.unlink()
            found.append(Withdrawn(mine, stays))
        base.unlink()
    return found


def _unchanged(mine: Path, base: Path) -> bool:
    if mine.suffix != ".ipynb":
        return mine.read_bytes() == base.read_bytes()
    try:
        return merge.same(work.read(mine), json.loads(base.read_text(encoding="utf-8")))
    except (CourseError, OSError, ValueError, KeyError, TypeError):
        return False  # who knows what is in it
