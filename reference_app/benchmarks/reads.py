"""What a read costs as the university grows: microseconds, pages touched, and the plan with its indexes."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from sqlalchemy import Engine, select

from benchmarks.campus import REGISTRAR
from benchmarks.crowd import THIS_TERM, Crowd, crowd_of, fill
from benchmarks.listening import listening
from benchmarks.server import app, new_database
from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.application.enrolment import EnrolmentDesk
from university.application.offers import EVERYBODY
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.grade_repository import GradeRepository
from university.application.ports.record_repository import RecordRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container

ROUNDS, TIMES = 6, 50
"""How often each read is timed: so often in a round, each time of another student, section or course.

Sizes take turns, so that a busy machine is as busy for the one as for the other.
"""

EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF, SUMMARY OFF) "
INDEX = re.compile(r"(?:using|Bitmap Index Scan on) (\w+)")
COURSE = select(EnrolmentRow.student, EnrolmentRow.section, EnrolmentRow.status).join(
    SectionRow, SectionRow.id == EnrolmentRow.section
)

Read = Callable[[int], object]
"""It reads another student's or section's rows for each number."""


class University:
    """One that was filled, and how many seconds its reads took."""

    def __init__(self, container: Container, crowd: Crowd) -> None:
        self.reads = dict(_reads(container, crowd))
        self.plans = {name: _plans(container.get(Engine), read) for name, read in self.reads.items()}
        self._taken: dict[str, list[float]] = {name: [] for name in self.reads}
        self.round()  # so that the rows are in memory
        for taken in self._taken.values():
            taken.clear()

    def round(self) -> None:
        """Time each read a few times."""
        for name, read in self.reads.items():
            for n in range(TIMES):
                begun = time.perf_counter()
                read(n)
                self._taken[name].append(time.perf_counter() - begun)

    def cell(self, name: str) -> str:
        """What the fastest tenth stays below, in which other work on the machine hardly shows."""
        microseconds = statistics.quantiles(self._taken[name], n=10)[0] * 1e6
        return f"{microseconds:.0f} us, {_pages(self.plans[name])} pages"


def measure(sizes: Sequence[int]) -> None:
    """Print a table with a line for each read and a column for each size, then the plans at the last size."""
    with ExitStack() as until_the_end:
        universities = [until_the_end.enter_context(_filled(size)) for size in sizes]
        for _ in range(ROUNDS):
            for university in universities:
                university.round()
    for name in universities[-1].plans:
        print(f"{name:24}" + "".join(f"{university.cell(name):>24}" for university in universities))
    for name, lines in universities[-1].plans.items():
        indexes = sorted(set(INDEX.findall("\n".join(lines))))
        print(f"\n{name}: {', '.join(indexes)}\n" + "\n".join(lines))


@contextmanager
def _filled(size: int) -> Iterator[University]:
    crowd = crowd_of(size)
    with new_database() as url:
        begun = time.perf_counter()
        fill(url, crowd)
        print(f"{crowd.enrolments:,} enrolments, filled in {time.perf_counter() - begun:.0f} s", flush=True)
        container = app(url)
        yield University(container, crowd)
        container.close()


def _reads(container: Container, crowd: Crowd) -> Iterator[tuple[str, Read]]:
    def in_a_unit(port: type, ask: Callable[..., object]) -> Read:
        def read(n: int) -> object:
            with container.get(Units)() as work:
                return ask(work[port], n)

        return read

    def one_course(n: int) -> object:
        of = (SectionRow.course == crowd.course(n), SectionRow.term == THIS_TERM)
        with container.get(Engine).connect() as connection:
            return connection.execute(COURSE.where(*of)).all()

    yield (
        "a student's timetable",
        in_a_unit(EnrolmentRepository, lambda places, n: places.of_student(crowd.student(n), THIS_TERM)),
    )
    yield (
        "a section's roster",
        in_a_unit(GradeRepository, lambda sheets, n: sheets.find(crowd.section(n), within=EVERYBODY)),
    )
    yield (
        "a student's record",
        in_a_unit(RecordRepository, lambda records, n: records.of(crowd.student(n))),
    )
    yield "a course's enrolments", one_course
    yield (
        "a section's waitlist",
        in_a_unit(EnrolmentRepository, lambda places, n: places.waiting(crowd.section(n))),
    )
    desk = container.get(EnrolmentDesk)
    yield "all that enrolling asks", lambda n: desk.assess(REGISTRAR, crowd.student(n), crowd.section(n))


def _plans(engine: Engine, read: Read) -> list[str]:
    """What PostgreSQL does for each statement of the read."""
    with listening(engine) as sent:
        read(1)
    with engine.connect() as connection:
        return [line for statement in sent for (line,) in connection.exec_driver_sql(EXPLAIN + statement)]


def _pages(plans: list[str]) -> int:
    """The pages that the statements touch: the first line of buffers counts those of the whole plan."""
    tops = [line for line in plans if line.startswith("  Buffers: shared")]
    return sum(int(number) for line in tops for number in re.findall(r"(?:hit|read)=(\d+)", line))
