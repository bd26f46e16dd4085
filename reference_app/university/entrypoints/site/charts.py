"""Bars of charts that need no script: each is a row of a table, so its numbers are there in words, too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: `x` and `width` in percent; `kind` chooses its colour."""

    x: float
    width: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and its value in words."""

    name: str
    value: str
    parts: tuple[Part, ...]


def bars(rows: Iterable[tuple[str, Decimal | int, str]], full: Decimal | int | None = None) -> list[Bar]:
    """A bar for each (name, size, words); the longest, or `full`, takes the whole width."""
    every = list(rows)
    most = full or max((size for _, size, _ in every), default=1) or 1
    return [Bar(name, words, (Part(0, _share(size, most), "plain", words),)) for name, size, words in every]


def stacked(rows: Iterable[tuple[str, Sequence[tuple[str, int]]]]) -> list[Bar]:
    """A bar of full width for each (name, [(kind, count), …]), divided in proportion."""
    return [_stack(name, pieces) for name, pieces in rows]


def _stack(name: str, pieces: Sequence[tuple[str, int]]) -> Bar:
    total, before, parts = sum(count for _, count in pieces) or 1, 0, []
    for kind, count in pieces:
        parts.append(Part(_share(before, total), _share(count, total), kind, f"{kind}: {count}"))
        before += count
    return Bar(name, ", ".join(f"{count} {kind}" for kind, count in pieces), tuple(parts))


def _share(part: Decimal | int, whole: Decimal | int) -> float:
    return float(round(100 * Decimal(part) / Decimal(whole), 2))
