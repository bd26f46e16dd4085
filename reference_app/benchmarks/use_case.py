"""Many processes enrol students through the use case, as fast as they can."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable, Sequence
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

from benchmarks.campus import HOT, REGISTRAR, number
from benchmarks.server import app
from university.application.enrolment import EnrolmentDesk

WARMING = 5
"""Students whom each process enrols before its time is taken: statements are compiled once, then kept."""


def seconds(url: str, processes: int, each: int) -> tuple[float, float]:
    """How long `processes` take to enrol `each` students: by the clock, and of the processors' time."""
    many = WARMING + each
    context = multiprocessing.get_context("forkserver")
    barrier, spent = context.Barrier(processes + 1), context.SimpleQueue()
    workers = [
        context.Process(target=_work, args=(url, range(at * many, at * many + many), barrier, spent))
        for at in range(processes)
    ]
    for worker in workers:
        worker.start()
    barrier.wait()
    started = time.perf_counter()
    for worker in workers:
        worker.join()
    taken = time.perf_counter() - started
    if any(worker.exitcode for worker in workers):
        raise SystemExit("An enrolment failed; nothing was measured.")
    return taken, sum(spent.get() for _ in workers)


def _work(url: str, students: Sequence[int], barrier: Barrier, spent: SimpleQueue[float]) -> None:
    container = app(url)
    desk = container.get(EnrolmentDesk)
    _enrol(desk, students[:WARMING])
    barrier.wait()
    begun = time.process_time()
    _enrol(desk, students[WARMING:])
    spent.put(time.process_time() - begun)
    container.close()


def _enrol(desk: EnrolmentDesk, students: Iterable[int]) -> None:
    for student in students:
        desk.enrol(REGISTRAR, number(student + 1), HOT)
