"""A table of cases is read once, its wrong row is named, and a fault is noticed by the row made for it."""

from __future__ import annotations

import pytest

from grader.props import clash_tables
from grader.props.clash_tables import noticed, verdict

NORTH = "Mon 10:00-11:00 North"
FINDS = {
    "forgets the day": (NORTH, "Tue 10:00-11:00 North", False),
    "forgets the way": (NORTH, "Mon 11:05-12:00 South", True),
    "walks in one building, too": (NORTH, "Mon 11:05-12:00 North", False),
    "touching is a clash": (NORTH, "Mon 11:00-12:00 North", False),
    "fifteen are too few": (NORTH, "Mon 11:15-12:00 South", False),
    "ten are enough": (NORTH, "Mon 11:14-12:00 South", True),
    "walks forward only": ("Mon 11:05-12:00 South", NORTH, True),
    "begins inside": ("Mon 10:30-11:30 North", NORTH, True),
    "12-hour clock": ("Mon 11:00-13:30 North", "Mon 12:30-14:00 North", True),
}
"""For each faulty rule a row that it gets wrong."""
NOTHING = (NORTH, "Mon 13:30-14:00 North", False)
"""A row that every faulty rule gets right."""


@pytest.mark.parametrize(("fault", "row"), FINDS.items(), ids=FINDS)
def test_a_row_finds_the_fault_that_it_is_made_for(fault: str, row: clash_tables.Row) -> None:
    assert verdict(lambda: [row]) == "every row is right"
    assert noticed(lambda: [row], fault) == [fault]


def test_every_fault_has_a_row_and_some_rows_find_nothing() -> None:
    assert {*FINDS} == {*clash_tables.FAULTS}
    assert noticed(lambda: [NOTHING], *FINDS) == []
    with pytest.raises(KeyError):
        noticed(lambda: [NOTHING], "no such fault")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ((NOTHING,), "it is not a list of rows"),
        ([], "it is not a list of rows"),
        ([NOTHING] * 9, "it has 9 rows, and at most 8 are allowed"),
        ([NOTHING, 3], "row 2 is not (a text, a text, True or False)"),
        ([(NORTH, NORTH, 1)], "row 1 is not (a text, a text, True or False)"),
        ([NORTH], "row 1 is not (a text, a text, True or False)"),
        (
            [(NORTH, "Monday at ten", True)],
            "row 1 has a meeting that is not written like 'Mon 10:00-11:00 North'",
        ),
        (
            [(NORTH, "Mon 10:00-24:00 North", True)],
            "row 1 has a meeting that is not written like 'Mon 10:00-11:00 North'",
        ),
        ([(NORTH, "Mon 11:00-11:00 North", False)], "row 1 has a meeting that ends no later than it begins"),
        ([NOTHING, (NORTH, NORTH, False)], "row 2 says False, and the registrar's sentence says True"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_and_it_notices_nothing(table: object, said: str) -> None:
    assert verdict(lambda: table) == said
    assert noticed(lambda: table, *FINDS) == []


def test_rows_may_be_lists() -> None:
    assert noticed(lambda: [list(FINDS["forgets the way"])], "forgets the way") == ["forgets the way"]


def test_a_function_has_one_table_whatever_it_returns_later() -> None:
    tables = [[row] for row in FINDS.values()]

    def changing() -> list[clash_tables.Row]:
        return tables.pop()

    assert noticed(changing, *FINDS) == ["12-hour clock"]
    assert noticed(changing, *FINDS) == ["12-hour clock"]
    assert len(tables) == len(FINDS) - 1
