"""A table's indices say what a look at every row would say, whatever was changed in it or in its copies."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from university.adapters.campus import make_campus
from university.adapters.memory import campus_store
from university.adapters.memory.campus_store import MemoryCampusStore
from university.adapters.memory.store import MemoryStore
from university.adapters.memory.table import Table
from university.domain.enrolment import Enrolment


class Row(NamedTuple):
    """A row with two attributes."""

    colour: str
    size: int


KEYS, COLOURS, SIZES = st.integers(0, 5), st.sampled_from("rgb"), st.integers(0, 2)
STEPS = st.one_of(
    st.tuples(st.just("set"), KEYS, st.builds(Row, COLOURS, SIZES)),
    st.tuples(st.just("delete"), KEYS, st.none()),
    st.tuples(st.just("pop"), KEYS, st.none()),
    st.tuples(st.just("ask"), KEYS, st.none()),
    st.tuples(st.just("copy"), KEYS, st.none()),
)


def agree(tables: list[Table[Row]], models: list[dict[Hashable, Row]]) -> None:
    for table, model in zip(tables, models, strict=True):
        assert list(table.items()) == list(model.items())
        for colour in "rgbx":
            assert sorted(table.where("colour", colour)) == sorted(
                row for row in model.values() if row.colour == colour
            )
        for size in range(4):
            assert sorted(table.where("size", size)) == sorted(r for r in model.values() if r.size == size)


@given(st.lists(st.tuples(st.integers(0, 3), STEPS), max_size=30))
def test_a_table_and_its_copies_go_their_own_ways(
    steps: list[tuple[int, tuple[str, int, Row | None]]],
) -> None:
    tables: list[Table[Row]] = [Table({0: Row("r", 0), 1: Row("g", 1)})]
    models = [dict(tables[0])]
    for which, (step, key, row) in steps:
        table, model = tables[which % len(tables)], models[which % len(models)]
        if step == "set":
            assert row is not None
            table[key] = model[key] = row
        elif step == "delete" and key in model:
            del table[key], model[key]
        elif step == "pop":
            assert table.pop(key, None) == model.pop(key, None)
        elif step == "ask":
            assert len(table.where("colour", "r")) == sum(row.colour == "r" for row in model.values())
        elif step == "copy" and len(tables) < 4:
            tables.append(table.copied())
            models.append(dict(model))
    agree(tables, models)


def test_rows_come_in_the_order_of_the_table() -> None:
    table = Table({key: Row("r", key) for key in (3, 1, 2)})
    assert [row.size for row in table.where("colour", "r")] == [3, 1, 2]
    table[0] = Row("r", 0)
    table[3] = Row("r", 9)
    assert [row.size for row in table.where("colour", "r")] == [9, 1, 2, 0]


def test_what_is_missing_is_missed_as_in_a_dict() -> None:
    table: Table[Row] = Table()
    with pytest.raises(KeyError):
        del table[1]
    with pytest.raises(KeyError):
        table.pop(1)
    assert table.pop(1, None) is None


def test_stores_of_one_campus_share_rows_and_no_changes() -> None:
    campus = make_campus(date(2027, 1, 12))
    one, other = MemoryStore(), MemoryStore()
    for store in (one, other):
        assert MemoryCampusStore(store).fill(campus, replace=False)
    first = campus.enrolments[0]
    del one.tables[Enrolment][first.student, first.section]
    assert first in other.tables[Enrolment].where("student", first.student)
    assert first not in one.tables[Enrolment].where("student", first.student)
    assert MemoryCampusStore(one).fill(campus, replace=True)
    assert one.tables == other.tables == campus_store._made(campus)
