"""Puts the trusted test cells back into a submitted notebook."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass

from nbformat import NotebookNode

from grader.errors import CourseError
from grader.notebooks.cells import HIDDEN_BEGINS, HIDDEN_ENDS, Cell, cells

_HIDDEN = re.compile(rf"[^\n]*{HIDDEN_BEGINS}.*?{HIDDEN_ENDS}[^\n]*\n?", re.DOTALL)
_MISSING = "# The solution cell `{}` was missing from the notebook.\n"


class Unrestorable(CourseError):
    """The submitted notebook is none of this assignment."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A notebook that may be run and judged; each remark tells one repair, naming the cell."""

    notebook: NotebookNode
    remarks: tuple[str, ...]


def restore(submitted: NotebookNode, source: NotebookNode) -> Restored:
    """The submitted notebook with the test cells of `source`; neither argument is changed.

    A changed test cell is replaced, a missing one is put back behind its task's solution cell, of duplicates
    the first is kept, and a missing solution cell becomes an empty one. Raises Unrestorable when the notebook
    is written in another language, or has none of the source's cells.
    """
    _refuse_other_languages(submitted)
    return _Restoration(submitted, source).done()


def _refuse_other_languages(notebook: NotebookNode) -> None:
    language = str(notebook.metadata.get("kernelspec", {}).get("language", "python"))
    if language.lower() != "python":
        raise Unrestorable(
            f"This notebook is for another kernel: its language is {language[:20]!r}, not Python.",
            remedy="Choose Kernel → Change Kernel → Python 3 in JupyterLab, and save the notebook.",
        )


class _Restoration:
    def __init__(self, submitted: NotebookNode, source: NotebookNode) -> None:
        self._notebook = _node(submitted, cells=[_copy(cell) for cell in submitted.cells])
        self._trusted = {cell.grade_id: (cell, source.cells[cell.index]) for cell in _named(source)}
        self._remarks: list[str] = []
        self._present: set[str] = set()

    def done(self) -> Restored:
        answered = {cell.grade_id for cell in _named(self._notebook)}
        if self._trusted and not answered & set(self._trusted):
            raise Unrestorable(
                "This notebook is for another assignment: it has none of the cells that are graded here.",
                remedy="Hand in the notebook that was released for this assignment, under its own name.",
            )
        solutions = {id for id in answered if id in self._trusted and self._trusted[id][0].is_solution}
        self._notebook.cells = [
            cell
            for described, cell in zip(cells(self._notebook), self._notebook.cells, strict=True)
            if self._keep(described, cell, solutions)
        ]
        self._put_back()
        _make_ids_unique(self._notebook.cells)
        return Restored(self._notebook, tuple(self._remarks))

    def _keep(self, described: Cell, cell: NotebookNode, solutions: set[str | None]) -> bool:
        """Repair one submitted cell in place; False when it must go (it may be put back elsewhere)."""
        name = described.grade_id
        if name is None:
            return True
        if name not in self._trusted:
            self._remark(f"`{name}` is no cell of this assignment; it was run but not graded.")
            del cell.metadata["nbgrader"]
            return True
        if name in self._present:
            self._remark(f"`{name}` was there twice; the first was kept.")
            return False
        trusted, original = self._trusted[name]
        if trusted.is_test and trusted.task in solutions - self._present:
            self._remark(f"`{name}` stood before its solution cell; it was moved behind it.")
            return False
        self._present.add(name)
        self._repair(name, trusted, original, cell)
        return True

    def _repair(self, name: str, trusted: Cell, original: NotebookNode, cell: NotebookNode) -> None:
        if cell.cell_type != original.cell_type:
            self._remark(
                f"`{name}` was made a {cell.cell_type} cell; it is a {original.cell_type} cell again."
            )
            cell.cell_type = original.cell_type
            cell.pop("attachments", None)
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
            if original.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        cell.metadata = _node(original.metadata)
        if trusted.is_solution:
            return
        if _text(cell.source) not in (_text(original.source), _text(_HIDDEN.sub("", original.source))):
            self._remark(f"`{name}` was changed; the original was used.")
        cell.source = original.source

    def _put_back(self) -> None:
        """Insert what is missing where the source has it, as near to its task's other cells as can be."""
        for name, (trusted, original) in self._trusted.items():
            if name is None or name in self._present:
                continue
            cell = copy.deepcopy(original)
            if trusted.is_solution:
                cell.source = _MISSING.format(name) if cell.cell_type == "code" else ""
            if not any(f"`{name}`" in remark for remark in self._remarks):
                self._remark(f"`{name}` was missing; it was put back{' empty' * trusted.is_solution}.")
            self._notebook.cells.insert(self._place(name), cell)
            self._present.add(name)

    def _place(self, name: str) -> int:
        order = [known for known in self._trusted if known is not None]
        here, task = order.index(name), self._trusted[name][0].task
        at = {cell.grade_id: cell.index for cell in _named(self._notebook)}
        before, behind = order[here + 1 :], order[:here][::-1]

        def own(names: list[str]) -> list[int]:
            return [at[other] for other in names if other in at and self._trusted[other][0].task == task]

        if own(behind):
            return own(behind)[0] + 1
        if own(before):
            return own(before)[0]
        return next((at[other] + 1 for other in behind if other in at), len(self._notebook.cells))

    def _remark(self, text: str) -> None:
        self._remarks.append(text)


def _named(notebook: NotebookNode) -> list[Cell]:
    return [cell for cell in cells(notebook) if cell.grade_id]


def _copy(cell: NotebookNode) -> NotebookNode:
    """The cell as one that may be changed in its own fields and in those of its metadata."""
    return _node(cell, metadata=_node(cell.metadata))


def _node(fields: NotebookNode, **others: object) -> NotebookNode:
    """A shallow copy with these fields instead."""
    return NotebookNode(fields, **others)  # type: ignore[no-untyped-call]


def _text(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _make_ids_unique(all_cells: Iterable[NotebookNode]) -> None:
    taken: set[str] = set()
    for cell in all_cells:
        base, count = cell.get("id") or "cell", 1
        while cell.get("id", "") in taken | {""}:
            count += 1
            cell["id"] = f"{base[:50]}-{count}"
        taken.add(cell["id"])
