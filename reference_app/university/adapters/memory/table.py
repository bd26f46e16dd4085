"""One table in memory, with indices that are built when first asked for."""

from __future__ import annotations

from collections.abc import (
    Collection,
    Hashable,
    ItemsView,
    Iterator,
    Mapping,
    MutableMapping,
    ValuesView,
)
from typing import Any, Self, TypeVar

T = TypeVar("T")

_Index = dict[Hashable, dict[Hashable, T]]
"""The rows by key, by the value of one attribute."""


class Table(MutableMapping[Hashable, T]):
    """Rows by key. They are frozen: a copy of the table has the same ones, and all else in common with it
    until either changes."""

    def __init__(self, rows: Mapping[Any, T] | None = None) -> None:
        self._rows: dict[Hashable, T] = {**(rows or {})}
        self._indices: dict[str, _Index[T]] = {}
        self._is_shared = False

    def copied(self) -> Self:
        """Another table with the same rows."""
        copy = type(self)()
        copy._rows, copy._indices = self._rows, self._indices
        copy._is_shared = self._is_shared = True
        return copy

    def where(self, attribute: str, value: Hashable) -> Collection[T]:
        """The rows whose attribute has this value, in the order in which they came to have it."""
        if attribute not in self._indices:
            self._indices[attribute] = self._index(attribute)
        return self._indices[attribute].get(value, {}).values()

    def values(self) -> ValuesView[T]:
        """All rows. Like `items`, the dict's own view: an inherited one looks up each row by its key."""
        return self._rows.values()

    def items(self) -> ItemsView[Hashable, T]:
        """All keys and rows."""
        return self._rows.items()

    def __getitem__(self, key: Hashable) -> T:
        return self._rows[key]

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __setitem__(self, key: Hashable, row: T) -> None:
        self._part()
        old = self._rows.get(key)
        self._rows[key] = row
        for attribute, index in self._indices.items():
            value = getattr(row, attribute)
            if old is not None and getattr(old, attribute) != value:
                _take_out(index, getattr(old, attribute), key)
            index[value] = {**index.get(value, {}), key: row}

    def __delitem__(self, key: Hashable) -> None:
        self._part()
        row = self._rows.pop(key)
        for attribute, index in self._indices.items():
            _take_out(index, getattr(row, attribute), key)

    def _index(self, attribute: str) -> _Index[T]:
        index: _Index[T] = {}
        for key, row in self._rows.items():
            index.setdefault(getattr(row, attribute), {})[key] = row
        return index

    def _part(self) -> None:
        """Have nothing in common with another table any more."""
        if self._is_shared:
            # At once: another thread's table may be building an index that it shares with this one.
            shared = list(self._indices.items())
            self._indices = {attribute: dict(index) for attribute, index in shared}
            self._rows = dict(self._rows)
            self._is_shared = False


def _take_out(index: _Index[T], value: Hashable, key: Hashable) -> None:
    index[value] = {other: row for other, row in index[value].items() if other != key}
