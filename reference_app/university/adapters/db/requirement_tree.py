"""Trees of prerequisites as rows, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row

from university.adapters.db.catalogue_rows import RequirementRow
from university.domain.catalogue import Course
from university.domain.requirements import NOTHING, AllOf, AnyOf, Needs, Requirement

ALL, ANY, COURSE = "all", "any", "course"


def to_requirement(nodes: Sequence[RequirementRow | Row[*tuple[Any, ...]]]) -> Requirement:
    """The tree of one course's rows, given in the order of their numbers; without rows, nothing."""
    parts: defaultdict[int | None, list[Requirement]] = defaultdict(list)
    for row in reversed(nodes):  # parts come before what joins them, the last part first
        parts[row.parent].append(_made(row, tuple(reversed(parts[row.node]))))
    return parts[None][0] if nodes else NOTHING


def requirement_values(courses: Iterable[Course]) -> Iterator[dict[str, Any]]:
    """What goes into the table, parents before their parts."""
    for course in courses:
        if course.prerequisites != NOTHING:
            for number, (parent, part) in enumerate(_numbered(course.prerequisites)):
                yield {"course": course.code, "node": number, "parent": parent, **_values(part)}


def _numbered(root: Requirement) -> list[tuple[int | None, Requirement]]:
    """Every node with the number of its parent; its own number is its place in the list."""
    nodes: list[tuple[int | None, Requirement]] = []

    def visit(parent: int | None, part: Requirement) -> None:
        number = len(nodes)
        nodes.append((parent, part))
        if not isinstance(part, Needs):
            for inner in part.parts:
                visit(number, inner)

    visit(None, root)
    return nodes


def _values(part: Requirement) -> dict[str, Any]:
    if isinstance(part, Needs):
        return {
            "kind": COURSE,
            "needs": part.course,
            "minimum": part.minimum,
            "in_progress": part.in_progress,
        }
    kind = ALL if isinstance(part, AllOf) else ANY
    return {"kind": kind, "needs": None, "minimum": None, "in_progress": False}


def _made(row: RequirementRow | Row[*tuple[Any, ...]], parts: tuple[Requirement, ...]) -> Requirement:
    if row.needs is not None and row.minimum is not None:
        return Needs(row.needs, row.minimum, row.in_progress)
    return AllOf(parts) if row.kind == ALL else AnyOf(parts)
