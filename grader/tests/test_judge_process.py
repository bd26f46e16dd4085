"""A judge judges one notebook after the other, keeps nothing of any, and makes room when it cannot go on."""

from __future__ import annotations

import importlib
import itertools
import os
import pkgutil
import signal
import sys
import time
from pathlib import Path

import pytest

import grader.props
from grader.worker import CellRun, Limits, Source, Worker

OURS = "from grader.vocabulary import reach\nos = reach.socket.os\n"
"""A test cell's own imports live with the student; these are modules of the judge."""
PID = f"{OURS}print(os.getpid())"
_outputs = itertools.count(50_000)
UNFIT = {
    "what was written": "open('own', 'w').close()",
    "output past Python's streams": "os.write(1, b'told')",
    "a thread that is at work": "reach.pair = reach.socket.socketpair()\n"
    "threading = reach.in_two_threads.__globals__['ThreadPoolExecutor'].__init__.__globals__['threading']\n"
    "threading.Thread(target=reach.pair[0].recv, args=[1], daemon=True).start()",
    "open files": "reach.kept = [os.dup(0) for _ in range(40)]",
    "much processor time": "while sum(os.times()[:2]) < 1: pass",
}


def judged(worker: Worker, code: str, limits: Limits | None = None, learner: str = "pass") -> CellRun:
    sources = [Source(0, learner), Source(1, code, "task", is_test=True)]
    return worker.run(sources, folder=Path("/nonexistent"), limits=limits or Limits()).cells[1]


def others() -> Limits:
    """Limits that nobody had: whoever judges within them has judged nothing before."""
    return Limits(output=next(_outputs))


def pid(worker: Worker, limits: Limits | None = None) -> str:
    return str(judged(worker, PID, limits).outputs[0]["text"])


def test_one_judge_for_several_notebooks(worker: Worker) -> None:
    limits = others()
    assert pid(worker, limits) == pid(worker, limits) == pid(worker, limits)


def test_names_and_decimal_contexts_end_with_their_notebook(worker: Worker) -> None:
    code = "import decimal\nkept = twice(2)\ndecimal.getcontext().prec = 3\nprint(kept)"
    assert judged(worker, code, learner="twice = lambda n: 2 * n").outcome == "ok"
    cell = judged(worker, "import decimal\nprint(decimal.getcontext().prec)\nkept")
    assert cell.error is not None and cell.error["name"] == "NameError"
    assert cell.outputs[0]["text"] == "28\n"


def test_the_way_to_a_learners_process_ends_with_the_notebook(worker: Worker) -> None:
    way, limits = f"{OURS}print(reach.way().other_side > 2)", others()
    assert judged(worker, way, limits).outputs[0]["text"] == "True\n"
    first = pid(worker, limits)
    # In the judge, between two notebooks nothing is open but the standard files, its line and the student's.
    descriptors = f"{OURS}free = os.dup(0)\nos.close(free)\nprint(free)"
    found = {judged(worker, descriptors, limits).outputs[0]["text"] for _ in range(5)}
    assert len(found) == 1 and pid(worker, limits) == first


@pytest.mark.parametrize("code", UNFIT.values(), ids=UNFIT)
def test_a_judge_that_cannot_go_on_as_before_is_replaced(worker: Worker, code: str) -> None:
    limits = Limits(cpu_seconds=4)
    first = pid(worker, limits)
    cell = judged(worker, OURS + code, limits)
    assert cell.outcome == "ok", cell.error
    assert pid(worker, limits) != first


def test_other_limits_ask_for_another_judge(worker: Worker) -> None:
    assert pid(worker, others()) != pid(worker, others())


def test_a_judge_that_was_ended_is_replaced(worker: Worker) -> None:
    first = pid(worker)
    cell = judged(worker, "while True: pass", Limits(cell_seconds=0.3, run_seconds=3))
    assert cell.outcome == "timed_out"
    second = pid(worker)
    cell = judged(worker, f"{OURS}os._exit(3)")
    assert cell.outcome == "crashed"
    assert len({first, second, pid(worker)}) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_judge_that_ended_while_it_waited_costs_no_notebook(worker: Worker) -> None:
    limits = others()
    first = pid(worker, limits)
    os.kill(int(first), signal.SIGKILL)
    while Path(f"/proc/{first.strip()}/stat").read_text().rpartition(") ")[2][0] != "Z":
        time.sleep(0.01)
    assert pid(worker, limits) not in ("", first)


def test_what_one_learners_tests_said_does_not_count_for_another(worker: Worker) -> None:
    text = (
        "from waitlist import Waitlist\\n\\ndef test_positions():\\n    line = Waitlist(2)\\n"
        "    assert line.join('ana') == 1\\n"
    )
    learner = f"TEXT = '''{text}'''\ndef test_file():\n    return TEXT"
    always = "lambda text, desk, count, *_: [(1, [], 'always')] * count"
    forged = f"\nimport grader.props.turns as turns\nturns.ran = {always}"
    asked = "from grader.props.tested import notices\nprint(notices(test_file, 'counts from zero'))"
    limits = others()
    first = pid(worker, limits)
    assert judged(worker, asked, limits, learner + forged).outputs[0]["text"] == "[]\n"
    assert pid(worker, limits) == first
    cell = judged(worker, asked, limits, learner)
    assert cell.outputs[0]["text"] == "['counts from zero']\n", cell


def test_props_that_decide_keep_nothing_but_by_learner() -> None:
    names = [f"grader.props.{found.name}" for found in pkgutil.iter_modules(grader.props.__path__)]
    judged = [part for part in map(importlib.import_module, names) if hasattr(part, "JUDGED")]
    assert len(judged) > 4
    kept = [
        f"{part.__name__}.{name}"
        for part in judged
        for name, value in vars(part).items()
        if isinstance(value, dict | list | set) and not name.startswith("__")
    ]
    assert kept == []
