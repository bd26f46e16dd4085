"""Bars of charts: shares of the width, and every number in words."""

from __future__ import annotations

import pytest

from university.application.reports import Demand, FillRate, GradeShare
from university.entrypoints.site.charts import Bar, Part, bars, stacked
from university.entrypoints.site.reports import _filled, _shares, _waiting


def test_the_longest_bar_takes_the_whole_width() -> None:
    drawn = bars([("a", 8, "eight"), ("b", 2, "two"), ("c", 0, "none")])
    assert [(bar.name, bar.parts[0].width, bar.value) for bar in drawn] == [
        ("a", 100.0, "eight"),
        ("b", 25.0, "two"),
        ("c", 0.0, "none"),
    ]
    assert bars([]) == [] and bars([("a", 0, "none")])[0].parts[0].width == 0.0


def test_a_stack_is_divided_in_proportion() -> None:
    (bar,) = stacked([("BIO-101", [("A", 1), ("B", 3)])])
    assert bar == Bar("BIO-101", "1 A, 3 B", (Part(0.0, 25.0, "A", "A: 1"), Part(25.0, 75.0, "B", "B: 3")))


@pytest.mark.parametrize("count", [1, 3, 7, 999])
def test_parts_never_leave_the_bar(count: int) -> None:
    (bar,) = stacked([("x", [(kind, count) for kind in "ABCDF"] + [("other", 1)])])
    assert sum(part.width for part in bar.parts) == pytest.approx(100, abs=0.05)
    assert bar.parts[-1].x + bar.parts[-1].width <= 100.05


def test_reports_become_bars() -> None:
    (full,) = _filled([FillRate("BIO", 2, 40, 10)])
    assert (full.name, full.value, full.parts[0].width) == ("BIO", "25.0 % of 40", 25.0)
    (line,) = _waiting([Demand("BIO-101-A", 3, 20, 1)])
    assert line.value == "3 wait, 1 free elsewhere"
    shares = [("B+", 2), ("AU", 1), ("B-", 1), ("A", 4), ("F", 1)]
    (spread,) = _shares([GradeShare("BIO-101", grade, count, 9) for grade, count in shares])
    assert spread.value == "4 A, 3 B, 1 F, 1 other"
