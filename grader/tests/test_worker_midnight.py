"""A day passes after the warm process got ready: what takes away a rule still finds the university made."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell

from grader import paths
from grader.notebooks import files
from grader.verdict import verdict
from grader.worker import Worker

TOMORROW = """
from datetime import UTC as _utc, datetime as _datetime, timedelta as _timedelta
from university.adapters.clock import SystemClock as _Clock
_Clock.now = lambda self: _datetime.now(_utc) + _timedelta(days=1)
"""


@pytest.mark.parametrize("name", ["07a_values_and_functions", "07d_time_and_money", "08c_enrolment_rules"])
def test_right_answers_stay_right_on_the_next_day(worker: Worker, name: str) -> None:
    right = files.read(paths.find().solutions / "ch01" / f"{name}.ipynb")
    late = right.copy()
    late.cells = [new_code_cell(TOMORROW), *right.cells]
    judged = verdict.judge(late, right, worker)
    assert [cell.message for cell in judged.cells if cell.outcome not in ("passed", "manual")] == []
    assert any(cell.outcome == "passed" for cell in judged.cells)
