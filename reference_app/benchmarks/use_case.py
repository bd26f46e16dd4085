"""Many processes enrol students through the use case, as fast as they can."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable
from multiprocessing.synchronize import Barrier

from benchmarks.campus import HOT, NOW, REGISTRAR, number
from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.bootstrap import Container, build
from university.settings import Settings


def app(url: str) -> Container:
    """The app on a database, its clock on a day of registration."""
    return build(Settings(database_url=url), {"clock": lambda: FixedClock(NOW)})


def seconds(url: str, processes: int, each: int, first: int) -> float:
    """How long `processes` take to enrol `each` students; the first of them has the number `first`."""
    context = multiprocessing.get_context("forkserver")
    barrier = context.Barrier(processes + 1)
    workers = [
        context.Process(target=_work, args=(url, range(start, start + each), barrier))
        for start in range(first, first + processes * each, each)
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
    return taken


def _work(url: str, students: Iterable[int], barrier: Barrier) -> None:
    container = app(url)
    desk = container.get(EnrolmentDesk)
    desk.timetable(REGISTRAR, number(1))  # connects, and compiles what can be kept
    barrier.wait()
    for student in students:
        desk.enrol(REGISTRAR, number(student), HOT)
    container.close()
