"""Bringing a learner's copy of a notebook to a new release without losing what the learner wrote.

Three notebooks meet: the release that the copy was made from, the learner's copy, and the new release. What
only one side changed is taken from that side. Where both changed a cell the release wins, except in solution
cells, which are the learner's. Test cells are always the release's. The caller keeps the old copy first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Cell = dict[str, Any]
Notebook = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """The new notebook; `lost` says in words what of the learner's is no longer in it."""

    notebook: dict[str, Any]
    lost: tuple[str, ...]
    changed: bool


def merge(base: Notebook, mine: Notebook, new: Notebook) -> Merged:
    """Merge the learner's notebook `mine`, made from the release `base`, with the release `new`."""
    pairs = _pairs(mine["cells"], base["cells"], new["cells"])
    base_of = {id(cell): _find(cell, base["cells"]) for cell in new["cells"]}
    lost: list[str] = []
    added = _added(mine["cells"], pairs, base["cells"], lost)
    cells: list[Cell] = added.get(-1, [])
    for place, theirs in enumerate(new["cells"]):
        cells.append(_choose(base_of[id(theirs)], pairs.get(place), theirs, lost))
        cells += added.get(place, [])
    notebook = {**deepcopy(dict(new)), "cells": _with_unique_ids(cells)}
    return Merged(notebook, tuple(lost), not same(notebook, mine))


def same(one: Notebook, other: Notebook) -> bool:
    """Whether both have the same cells, whatever their outputs are."""
    return [_content(cell) for cell in one["cells"]] == [_content(cell) for cell in other["cells"]]


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """nbgrader's name of the cell, or None."""
    name = (cell["metadata"].get("nbgrader") or {}).get("grade_id")
    return name if isinstance(name, str) else None


def is_solution(cell: Mapping[str, Any]) -> bool:
    """Whether the learner's answer goes here."""
    return bool((cell["metadata"].get("nbgrader") or {}).get("solution"))


def stripped(notebook: Notebook) -> dict[str, Any]:
    """A copy without outputs and execution counts."""
    copy: dict[str, Any] = deepcopy(dict(notebook))
    for cell in copy["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return copy


def _content(cell: Mapping[str, Any]) -> tuple[object, ...]:
    return cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("nbgrader")


def _text(cell: Mapping[str, Any] | None) -> str | None:
    return None if cell is None else "".join(cell["source"])


def _find(cell: Mapping[str, Any], among: Sequence[Cell], taken: Sequence[int] = ()) -> Cell | None:
    """The counterpart of a cell: by cell id, then by nbgrader's name, then by equal content."""
    free = [other for place, other in enumerate(among) if place not in taken]
    name = grade_id(cell)
    by_id = (other for other in free if cell.get("id") and other.get("id") == cell.get("id"))
    by_name = (other for other in free if name is not None and grade_id(other) == name)
    by_content = (other for other in free if _content(other) == _content(cell))
    return next((found for tries in (by_id, by_name, by_content) for found in tries), None)


def _pairs(mine: Sequence[Cell], base: Sequence[Cell], new: Sequence[Cell]) -> dict[int, Cell]:
    """For each place in the new release the learner's cell that belongs there, each used once."""
    pairs: dict[int, Cell] = {}
    for cell in mine:
        origin = _find(cell, base)
        target = _find(cell, new, tuple(pairs))
        if target is None and origin is not None:
            target = _find(origin, new, tuple(pairs))
        if target is not None:
            pairs[_place(target, new)] = cell
    return pairs


def _place(cell: Cell, among: Sequence[Cell]) -> int:
    return next(place for place, other in enumerate(among) if other is cell)


def _added(
    mine: Sequence[Cell], pairs: dict[int, Cell], base: Sequence[Cell], lost: list[str]
) -> dict[int, list[Cell]]:
    """The learner's own cells by the place they follow; adds to `lost` what has no place any more."""
    places = {id(cell): place for place, cell in pairs.items()}
    names = {grade_id(cell) for cell in pairs.values()} - {None}
    after, added = -1, dict[int, list[Cell]]()
    for cell in mine:
        if id(cell) in places:
            after = places[id(cell)]
            continue
        name, origin = grade_id(cell), _find(cell, base)
        if (name is None and origin is None) or name in names:
            added.setdefault(after, []).append(_ordinary(cell))
        elif _text(cell) != _text(origin):
            lost.append(f"{_called(cell)}, which the course no longer has")
    return added


def _ordinary(cell: Cell) -> Cell:
    """A copy that nbgrader takes no notice of, also when the learner copied a graded cell."""
    copy = deepcopy(cell)
    copy["metadata"].pop("nbgrader", None)
    return copy


def _choose(base: Cell | None, own: Cell | None, theirs: Cell, lost: list[str]) -> Cell:
    """One cell of the new notebook."""
    if own is None:
        return deepcopy(theirs)
    same_kind, edited = own["cell_type"] == theirs["cell_type"], _text(own) != _text(base)
    keeps = is_solution(theirs) or (grade_id(theirs) is None and _text(base) == _text(theirs))
    if same_kind and (_text(own) == _text(theirs) or (edited and keeps)):
        # The outputs are the learner's too; what nbgrader knows of the cell is the release's.
        official: Cell = {key: deepcopy(theirs[key]) for key in ("metadata", "id") if key in theirs}
        return {**deepcopy(own), **official}
    if edited:
        lost.append(f"your change to {_called(own)}")
    return deepcopy(theirs)


def _called(cell: Mapping[str, Any]) -> str:
    name = grade_id(cell)
    if name is not None:
        return f"the cell `{name}`"
    first = "".join(cell["source"]).strip().split("\n", 1)[0]
    return f"the cell that begins “{first[:40]}”"


def _with_unique_ids(cells: Sequence[Cell]) -> list[Cell]:
    """nbformat refuses a cell without an id and two cells with one id: such a cell gets one with a number."""
    seen: set[str] = set()
    for number, cell in enumerate(cells):
        if cell.get("id", "") in seen | {""}:
            cell["id"] = f"{cell.get('id', 'own')[:50]}-{number}"
        seen.add(cell["id"])
    return list(cells)
