"""How much of a lesson's output the tests leave unproven."""

from __future__ import annotations

from nbformat import NotebookNode

MOST_IGNORED = 0.10
_TAGS = frozenset({"nbval-ignore-output", "nbval-skip"})
_COMMENTS = ("# NBVAL_IGNORE_OUTPUT", "# NBVAL_SKIP")


def ignored(lesson: NotebookNode) -> tuple[int, int]:
    """How many code cells nbval does not compare, and how many there are."""
    code = [cell for cell in lesson.cells if cell.cell_type == "code"]
    return sum(1 for cell in code if _is_ignored(cell)), len(code)


def _is_ignored(cell: NotebookNode) -> bool:
    tags = set(cell.metadata.get("tags", ()))
    return bool(tags & _TAGS) or any(comment in cell.source for comment in _COMMENTS)
