"""The judge of an isolated worker: our own code, which loses what it has no use for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import paths
from grader.worker import CellRun, Source, Worker

OURS = "from grader.vocabulary import reach\nos, socket = reach.socket.os, reach.socket\n"
"""A test cell's own imports live with the student; these are modules of the judge."""
SECRET = paths.find().solutions / "ch01" / "08c_enrolment_rules.ipynb"

REFUSED = {
    "reading a solution": f"open({str(SECRET)!r})",
    "reading who has an account": "open('/etc/passwd')",
    "listing other people's folders": "os.listdir('/home')",
    "writing in a library": f"open({str(Path(sys.prefix) / 'a mark')!r}, 'w')",
    "writing where everybody may": "open('/tmp/a mark of a judge', 'w')",
    "removing": f"os.unlink({str(SECRET)!r})",
    "a network": "socket.socket(socket.AF_INET)",
    "another process's socket": "socket.socket(socket.AF_UNIX).connect('/nowhere')",
    "a program": "os.execv('/bin/true', ['true'])",
    "a signal": "os.kill(os.getppid(), 0)",
    "a namespace": "os.unshare(os.CLONE_NEWNS)" if sys.version_info >= (3, 12) else "os.chroot('/')",
}


@pytest.fixture(scope="module")
def isolated() -> Iterator[Worker]:
    with Worker.private(paths.find(), isolated=True) as worker:
        yield worker


def judged(worker: Worker, code: str) -> CellRun:
    sources = [Source(0, "def twice(n): return 2 * n"), Source(1, OURS + code, "twice", is_test=True)]
    return worker.run(sources, folder=Path("/nonexistent")).cells[1]


@pytest.mark.parametrize("code", REFUSED.values(), ids=REFUSED)
def test_a_judge_is_refused_what_it_has_no_use_for(isolated: Worker, code: str) -> None:
    cell = judged(isolated, code)
    assert cell.error is not None and cell.error["name"] == "PermissionError", cell


def test_a_judge_has_what_it_needs(isolated: Worker) -> None:
    status = judged(isolated, "print([line for line in open('/proc/self/status') if 'NoNewPrivs' in line])")
    assert status.error is not None and status.error["name"] == "PermissionError"  # not even its own
    code = """
from grader import expect
from zoneinfo import ZoneInfo
import json
with open("own", "w") as file:
    file.write("kept")
print(open("own").read(), ZoneInfo("Europe/London"), bool(reach.socket.socketpair()))
expect(twice, 2).returns(4)
"""
    cell = judged(isolated, code)
    assert cell.outcome == "ok", cell.error
    assert cell.outputs[0]["text"] == "kept Europe/London True\n"
