"""The number of queries does not grow with the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from engines import ENGINES
from small_campus import NOW, REGISTRAR, SECTIONS, meeting, place, section, small_campus
from sqlalchemy import Engine, event

from university.adapters.campus import make_campus
from university.adapters.clock import FixedClock
from university.application.campus import Seeding
from university.application.catalogue import Catalogue, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.application.front_desk import FRONT_DESK
from university.application.ports.campus_store import CampusStore
from university.bootstrap import Container, build
from university.settings import Settings


@pytest.fixture(scope="module", params=ENGINES)
def university(
    request: pytest.FixtureRequest,
    databases: Callable[[str, Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Container]:
    url = databases(request.param, tmp_path_factory.mktemp("queries"))
    container = build(Settings(database_url=url))
    container.get(Seeding).fill(date.today())
    yield container
    container.close()


@contextmanager
def counting(university: Container) -> Iterator[Callable[[Callable[[], object]], int]]:
    """`count(action)` tells how many statements the action sends, beside those that begin a transaction."""
    statements: list[str] = []

    def listen(connection, cursor, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(university.get(Engine), "before_cursor_execute", listen)

    def run(action: Callable[[], object]) -> int:
        statements.clear()
        action()
        return len([statement for statement in statements if statement != "BEGIN"])

    yield run
    event.remove(university.get(Engine), "before_cursor_execute", listen)


@pytest.fixture
def count(university: Container) -> Iterator[Callable[[Callable[[], object]], int]]:
    with counting(university) as run:
        yield run


def test_catalogue(university: Container, count) -> None:
    catalogue = university.get(Catalogue)
    assert count(catalogue.departments) == 1
    assert {count(lambda code=code: catalogue.department(code)) for code in ("ART", "CSC", "MUS")} == {3}
    assert {count(lambda size=size: catalogue.courses(CourseQuery(page_size=size))) for size in (1, 100)} == {
        3
    }
    codes = [course.code for course in make_campus(date.today()).courses]
    assert max(count(lambda code=code: catalogue.course(code)) for code in codes) <= 10


def test_desk(university: Container, count) -> None:
    desk = university.get(EnrolmentDesk)
    assert count(lambda: desk.students(FRONT_DESK, "a")) == 1
    numbers = [student.number for student in desk.students(FRONT_DESK, "")]
    assert max(count(lambda number=number: desk.timetable(FRONT_DESK, number)) for number in numbers) <= 6
    assert (
        max(count(lambda number=number: desk.assess(FRONT_DESK, number, "BIO-201-A")) for number in numbers)
        <= 10
    )


def test_taking_and_leaving_places(tmp_path: Path) -> None:
    """Every engine gets the same statements. Leaving a seat has three units: the offer is made in its own."""
    url = f"sqlite:///{tmp_path / 'university.db'}"
    university = build(Settings(database_url=url), {"clock": lambda: FixedClock(NOW)})
    sections = (*SECTIONS[1:], section("ART-101-A", meetings=(meeting("16:00", "17:00"),)))
    store = university.get(CampusStore)
    store.prepare()
    store.fill(small_campus(place("S-1", "ART-101-A"), sections=sections), replace=True)
    desk = university.get(EnrolmentDesk)
    with counting(university) as count:
        counts = {
            "enrol": count(lambda: desk.enrol(REGISTRAR, "S-1", "BIO-201-A")),
            "wait": count(lambda: desk.enrol(REGISTRAR, "S-2", "BIO-201-A")),
            "drop": count(lambda: desk.drop(REGISTRAR, "S-1", "BIO-201-A")),
            "accept": count(lambda: desk.accept(REGISTRAR, "S-2", "BIO-201-A")),
        }
    university.close()
    most = {"enrol": 12, "wait": 14, "drop": 36, "accept": 14}
    assert {what for what, limit in most.items() if counts[what] > limit} == set(), counts
