"""A cell's time is its own: what others take of the processors is given back, within bounds."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Any, cast

import pytest

from grader.worker import Limits, Source, Worker, supervise
from grader.worker.judge import control
from grader.worker.judge.process import Judge
from grader.worker.records import MOST_WAITED
from grader.worker.student.nursery import Birth, Nursery
from grader.worker.students import Students

LIMITS = Limits(cell_seconds=0.2, run_seconds=30)


class Starved:
    """Students of whom the present one is kept waiting for a processor: `waited` seconds until now."""

    present = nursery = None

    def __init__(self) -> None:
        self.seconds = 3.0

    def waited(self) -> float:
        return self.seconds


def granted(students: Starved, more: float) -> float:
    """For how long a cell runs whose student is kept waiting for `more` seconds at once."""
    ours, its = control.lines()
    with contextlib.closing(ours), contextlib.closing(its):
        watch = supervise._Watch(
            Judge(isolated=False), ours, cast(Students, students), [Source(0, "pass")], LIMITS, None
        )
        watch._read_notes()  # what was waited until a look is no cell's that begins later
        control.Control(its).note({"begin": 0, "at": time.monotonic()})
        watch._listen = _waiting(watch, students, more)  # type: ignore[method-assign]
        began = time.monotonic()
        cell = watch.until_done().cells[0]
        assert cell.outcome == "timed_out"
        return time.monotonic() - began


def _waiting(watch: Any, students: Starved, more: float) -> Any:
    usual = watch._listen

    def listen() -> bool:
        told: bool = usual()
        students.seconds = 3.0 + more
        return told

    return listen


@pytest.mark.parametrize(
    ("waited", "least"),
    [(0.0, 1.0), (0.3, 1.0 + 0.3 / LIMITS.cell_seconds), (1000.0, 1 + MOST_WAITED)],
)
def test_a_cell_gets_back_what_others_took(waited: float, least: float) -> None:
    seconds = granted(Starved(), waited)
    assert least * LIMITS.cell_seconds <= seconds < 20, "without bounds it would be the run's 30 seconds"


def test_the_kernel_tells_what_a_process_had_to_wait() -> None:
    me, nobody = Birth(cast(Nursery, None), os.getpid()), Birth(cast(Nursery, None), 2**22 + 1)
    assert me.waited() >= 0.0
    assert nobody.waited() == 0.0


def test_sleep_is_no_waiting(worker: Worker, no_folder: Path) -> None:
    cell = worker.run([Source(0, "import time; time.sleep(60)")], folder=no_folder, limits=LIMITS).cells[0]
    assert cell.outcome == "timed_out"
