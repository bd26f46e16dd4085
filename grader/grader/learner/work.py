"""The learner's folder `work/`: made from the release, brought to a new one, never at the learner's cost."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from grader.errors import CourseError
from grader.learner import history, merge
from grader.learner.copies import Copy, copies
from grader.notebooks.whole import write_bytes
from grader.paths import Paths

What = Literal["made", "renewed", "waiting", "damaged", "same"]


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to one copy. `waiting`: both the course and the learner changed the file."""

    copy: Copy
    what: What
    kept: Path | None = None
    lost: tuple[str, ...] = ()
    trouble: str = ""


def prepare(paths: Paths) -> list[Step]:
    """Make what is missing in work/ and renew what the learner has not changed; nothing else is touched.

    Raises CourseError when the folder cannot be written.
    """
    return [_one(paths, copy, only_unchanged=True) for copy in copies(paths)]


def update(paths: Paths) -> Iterator[Step]:
    """Bring every copy to the release, one by one; the learner's answers and own cells stay in place."""
    return (_one(paths, copy, only_unchanged=False) for copy in copies(paths))


def renew(paths: Paths, copy: Copy) -> Path | None:
    """A fresh copy in the place of the learner's, which is kept in the history; returns where."""
    target = copy.target(paths)
    kept = history.keep(paths, target, under=copy.under) if target.exists() else None
    write_bytes(content(_as_saved(copy.notebook)) if copy.is_notebook else copy.content, target)
    write_bytes(copy.content, copy.base(paths))
    return kept


def _one(paths: Paths, copy: Copy, *, only_unchanged: bool) -> Step:
    target, base = copy.target(paths), copy.base(paths)
    if not target.exists():
        renew(paths, copy)
        return Step(copy, "made")
    fresh_base = base.is_file() and base.read_bytes() == copy.content
    if only_unchanged and fresh_base:
        return Step(copy, "same")
    if not copy.is_notebook:
        return _plain_file(paths, copy, only_unchanged)
    try:
        mine = read(target)
    except CourseError as error:
        kept = None if only_unchanged else history.keep(paths, target, under=copy.under)
        return Step(copy, "damaged", kept, trouble=error.message)
    old = _base(base, copy)
    if only_unchanged and not merge.same(mine, old):
        return Step(copy, "waiting")
    return _merged(paths, copy, old, mine)


def _merged(paths: Paths, copy: Copy, old: dict[str, Any], mine: dict[str, Any]) -> Step:
    target = copy.target(paths)
    merged = merge.merge(old, mine, copy.notebook)
    kept = history.keep(paths, target, under=copy.under) if merged.changed else None
    if merged.changed:
        write_bytes(content(_as_saved(merged.notebook)), target)
    write_bytes(copy.content, copy.base(paths))
    return Step(copy, "renewed" if merged.changed else "same", kept, merged.lost)


def _plain_file(paths: Paths, copy: Copy, only_unchanged: bool) -> Step:
    target, base = copy.target(paths), copy.base(paths)
    current = target.read_bytes()
    if current == copy.content:
        write_bytes(copy.content, base)
        return Step(copy, "same")
    changed = not base.is_file() or base.read_bytes() != current
    if changed and only_unchanged:
        return Step(copy, "waiting")
    kept = renew(paths, copy)
    return Step(copy, "renewed", kept, (f"your change to {copy.name}",) if changed else ())


def read(file: Path) -> dict[str, Any]:
    """A learner's notebook, checked; raises CourseError that names file and remedy."""
    from grader.notebooks import files  # nbformat takes a second to import: only where it is needed

    notebook: dict[str, Any] = files.read(file)
    return notebook


def _base(base: Path, copy: Copy) -> dict[str, Any]:
    """The release that the copy was made from; the new one when that is lost or damaged."""
    try:
        notebook: dict[str, Any] = json.loads(base.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return copy.notebook
    return notebook


def _as_saved(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with what JupyterLab writes into it of the kernel: else opening it marks it as changed.

    The base in .release is kept without: another interpreter does not make another release.
    """
    language = {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": sys.version.split()[0],
    }
    return {**notebook, "metadata": {**notebook["metadata"], "language_info": language}}


def content(notebook: dict[str, Any]) -> bytes:
    """The notebook as the bytes of a file, the same for the same notebook."""
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return f"{json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)}\n".encode()
