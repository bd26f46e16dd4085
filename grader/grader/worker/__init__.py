"""The warm process that runs notebooks: it has imported the heavy libraries, and forks for each run.

    with Worker.private(paths) as worker:
        run = worker.run([Source(0, "x = 1"), Source(1, "x + 1")], folder=Path("work"), limits=Limits())

Three processes take part in a run. The `student` runs learner cells and answers questions; it descends from a
nursery that never saw a request, so nothing hidden is in its memory. The `judge` evaluates test cells, asks
the student for what they use, and alone says how they ended; it goes from run to run and keeps nothing of
any. The third, `supervise`, is the one that was asked: it has `students` forked, keeps the time, and ends
whatever is left.

`records` says what goes in and comes out, `client` how to reach a worker, `workshop` how private ones are
started, `daemon` how the shared one is found, `server` how they answer. `wire` and `values` are what judge
and student say to each other, `confinement` and `isolation` what a process of a run gives up.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.worker.client import Worker
    from grader.worker.records import CellRun, Limits, Run, Source
    from grader.worker.workshop import Workshop

__all__ = ["CellRun", "Limits", "Run", "Source", "Worker", "Workshop"]

_HOMES = {"Worker": "client", "Workshop": "workshop"} | dict.fromkeys(
    ("CellRun", "Limits", "Run", "Source"), "records"
)


def __getattr__(name: str) -> object:
    # Loaded when first asked for: `course check` needs little of it, and starts fast.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
