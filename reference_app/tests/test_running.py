"""Use cases on an event loop: while one of them waits, the loop serves others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from engines import ENGINES
from small_campus import ANA, MakeUniversity

from university.adapters.db.loop import make_loop_engine
from university.adapters.running import InThread, Running
from university.application.catalogue import Catalogue, CourseDetail
from university.application.enrolment import EnrolmentDesk
from university.application.ports.running import Run, SlowPart
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.domain.access import Reach
from university.domain.enrolment import EnrolmentRefused, Status
from university.settings import MEMORY_URL, Settings

AT_ONCE = 20
"""Use cases at one moment: more than a process has connections."""


def on_loop(university: Container, main: Callable[[Run], Coroutine[Any, Any, None]]) -> None:
    """Run the test on a loop of its own, and let go of the connections on it."""

    async def whole() -> None:
        run = university.get(Run)
        try:
            await main(run)
        finally:
            await run.close()

    asyncio.run(whole())


ON_DATABASES = pytest.mark.parametrize("store_url", ENGINES, indirect=True)
"""In memory there is nothing to wait for."""


@ON_DATABASES
def test_a_use_case_answers_and_refuses_as_it_does_without_a_loop(make_university: MakeUniversity) -> None:
    university = make_university()
    desk = university.get(EnrolmentDesk)

    async def main(run: Run) -> None:
        enrolment = await run(lambda: desk.enrol(ANA, "S-1", "BIO-201-A"))
        assert enrolment.status is Status.ENROLLED
        with pytest.raises(EnrolmentRefused) as refused:
            await run.slow(lambda: desk.enrol(ANA, "S-1", "BIO-201-A"))
        assert refused.value.refusals[0].code == "enrolment.duplicate"

    on_loop(university, main)


@ON_DATABASES
def test_the_loop_goes_on_while_a_use_case_waits_for_a_lock(make_university: MakeUniversity) -> None:
    """Only the loop lets go of the lock: were it held up by who waits for it, the store would give up."""
    university = make_university()
    desk = university.get(EnrolmentDesk)

    async def main(run: Run) -> None:
        with university.get(Units)() as work:
            work[StudentRepository].get_for_change("S-1", within=Reach(everything=True))
            waiting = asyncio.create_task(run(lambda: desk.enrol(ANA, "S-1", "BIO-201-A")))
            for _ in range(10):
                await asyncio.sleep(0.01)
            assert not waiting.done()
        assert (await waiting).status is Status.ENROLLED

    on_loop(university, main)


@ON_DATABASES
def test_many_use_cases_run_beside_the_loop_or_let_it_turn_between_statements(
    make_university: MakeUniversity,
) -> None:
    university = make_university()
    catalogue = university.get(Catalogue)
    threads = set[int]()

    def read() -> CourseDetail:
        threads.add(threading.get_ident())
        return catalogue.course("BIO-201")

    async def main(run: Run) -> None:
        reading = asyncio.gather(*(run(read) for _ in range(AT_ONCE)))
        turns = 0
        while not reading.done():
            turns += 1
            await asyncio.sleep(0)
        assert [detail.course.code for detail in await reading] == ["BIO-201"] * AT_ONCE
        beside = threading.get_ident() not in threads
        assert beside or turns > 2 * AT_ONCE, "each use case held the loop from its begin to its end"

    on_loop(university, main)


@ON_DATABASES
def test_who_gives_up_waiting_leaves_no_connection_behind(
    short_waits: None, make_university: MakeUniversity
) -> None:
    university = make_university()
    desk = university.get(EnrolmentDesk)

    async def main(run: Run) -> None:
        with university.get(Units)() as work:
            work[StudentRepository].get_for_change("S-1", within=Reach(everything=True))
            waiting = [asyncio.create_task(run(lambda: desk.timetable(ANA, "S-1"))) for _ in range(AT_ONCE)]
            waiting.append(asyncio.create_task(run(lambda: desk.enrol(ANA, "S-1", "BIO-201-A"))))
            await asyncio.sleep(0.05)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        for _ in range(AT_ONCE):
            await run(lambda: desk.timetable(ANA, "S-1"))

    on_loop(university, main)


def test_a_slow_part_never_holds_the_loop_up() -> None:
    """The slow part ends only when the loop says so."""
    university = build(Settings(database_url=MEMORY_URL))
    begun, told = threading.Event(), threading.Event()

    def slow() -> bool:
        begun.set()
        return told.wait(60)

    async def main(run: Run) -> None:
        waiting = asyncio.create_task(run.slow(slow))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        told.set()
        assert await waiting

    on_loop(university, main)


def test_one_slow_part_keeps_all_use_cases_off_the_loop() -> None:
    here = threading.get_ident()

    async def thread_of(run: Run) -> int:
        return await run(threading.get_ident)

    plain, remote = build(Settings(database_url=MEMORY_URL)), build(Settings(database_url=MEMORY_URL))
    remote.contribute(SlowPart, SlowPart("a cache on another machine"))
    assert asyncio.run(thread_of(plain.get(Run))) == here
    assert asyncio.run(thread_of(remote.get(Run))) != here


def test_no_more_use_cases_run_in_threads_than_there_are_connections() -> None:
    at_work, most, lock, three = 0, 0, threading.Lock(), threading.Barrier(3)

    def use_case() -> None:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        three.wait(60)
        threading.Event().wait(0.005)
        with lock:
            at_work -= 1

    async def main() -> None:
        in_thread = InThread(3)
        run = Running(in_thread, in_thread)
        waiting: list[Awaitable[None]] = [run(use_case) for _ in range(12)]
        await asyncio.gather(*waiting)

    asyncio.run(main())
    assert most == 3


@pytest.mark.parametrize(
    ("url", "on_the_loop"),
    [
        ("postgresql+psycopg://u:p@localhost/db", True),
        ("mariadb+pymysql://u:p@localhost/db", False),
        ("sqlite:///university.db", False),
    ],
)
def test_only_a_driver_with_an_asynchronous_side_gets_an_engine_on_the_loop(
    url: str, on_the_loop: bool
) -> None:
    assert (make_loop_engine(url) is not None) is on_the_loop
