"""Rows that are counted as they are taken, for tasks about generators: the count is the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from typing import Any

from grader.vocabulary.foreign import beside
from grader.vocabulary.lend import lent

MOST = 1_000
"""Rows that anybody may take of those that never end."""

Pages = Callable[[Iterable[str], int], Iterable[list[str]]]
Step = Callable[[int | None], Any]
"""A `_Counter`, here or in another process."""


class CountedRows:
    """`row 1`, `row 2`, … or the rows that are given; `taken` says how many were handed out."""

    def __init__(self, rows: Iterable[str] | None, once: bool = False) -> None:
        self._rows = (f"row {number}" for number in count(1)) if rows is None else rows
        self._once = iter(self._rows) if once or rows is None else None
        self.taken = 0

    def __repr__(self) -> str:
        return f"<rows, {self.taken} taken>"

    def __iter__(self) -> Iterator[str]:
        for row in self._once or self._rows:
            self.taken += 1
            if self.taken > MOST:
                raise RuntimeError(f"more than {MOST:,} rows were taken")
            yield row


def counted_rows(number: int | None = None, *, once: bool = False) -> CountedRows:
    """So many rows, or rows without end; with `once` they can be gone through a single time."""
    return CountedRows(None if number is None else [f"row {one}" for one in range(1, number + 1)], once)


JUDGED = frozenset({"counted_rows", "pages_of"})
"""The count is kept where no learner's code runs (see grader.props)."""


def pages_of(
    pages: Pages, rows: CountedRows | list[str], size: int, most: int
) -> tuple[list[list[str]], int]:
    """The first `most` pages that `pages(rows, size)` gives, and how many rows were taken for them."""
    counted = rows if isinstance(rows, CountedRows) else CountedRows(rows)
    with lent(pages, _Counter(counted)) as step:
        shown = beside(pages, __name__, "first_pages")(pages, step, size, most)
    return shown, counted.taken


def first_pages(pages: Pages, step: Step, size: int, most: int) -> list[list[str]]:
    """The pages, made where `pages` lives from rows that come one by one."""
    return list(islice(pages(_Rows(step), size), most))


class _Counter:
    """Hands out rows: without a number it begins from the front and tells the number of that pass; with one
    it gives the pass's next row in a list, which is empty at the end."""

    def __init__(self, rows: Iterable[str]) -> None:
        self._rows = rows
        self._passes: list[Iterator[str]] = []

    def __call__(self, number: int | None = None) -> int | list[str]:
        if number is None:
            self._passes.append(iter(self._rows))
            return len(self._passes) - 1
        return list(islice(self._passes[number], 1))


class _Rows:
    """Rows on the other side of a `_Counter`."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __iter__(self) -> Iterator[str]:
        number = self._step(None)
        while row := self._step(number):
            yield row[0]
