"""The warm process that runs notebooks: it has imported the heavy libraries, and forks for each run.

    with Worker.private(paths) as worker:
        run = worker.run([Source(0, "x = 1"), Source(1, "x + 1")], folder=Path("work"), limits=Limits())

`records` says what goes in and comes out, `client` how to reach a worker, `daemon` how the shared one is
found and started. Behind the socket: `server` answers, `supervise` watches one run, `child` is the fork.
"""

from grader.worker.client import Worker
from grader.worker.records import CellRun, Limits, Run, Source

__all__ = ["CellRun", "Limits", "Run", "Source", "Worker"]
