"""The catalogue through a cache: the same answers, fewer queries, and no old seats after an enrolment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from caches import FakeClock, opened
from flask import Flask
from small_campus import REGISTRAR, SECTIONS, MakeUniversity, place, section, small_campus
from sqlalchemy import Engine, event

from university.adapters.cache.memory import MemoryCache
from university.adapters.campus import make_campus
from university.application import plain_form
from university.application.cached_catalogue import CATALOGUE, CATALOGUE_TTL, SEATS_TTL, CachedCatalogue
from university.application.campus import Seeding
from university.application.catalogue import Catalogue, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.application.invalidation import InvalidatingUnits
from university.application.ports.cache import Cache, Key
from university.application.ports.campus_store import CampusStore
from university.application.ports.clock import Clock
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.domain.enrolment import EnrolmentRefused
from university.domain.errors import NotFound
from university.settings import Settings

TODAY = date(2026, 11, 20)


def free_seats(catalogue: Catalogue) -> list[int]:
    return [seats.free for seats in catalogue.course("BIO-201").sections]


def test_it_answers_like_the_plain_catalogue(make_university: MakeUniversity) -> None:
    campus = make_campus(TODAY)
    university = make_university(campus)
    cached, plain = university.get(Catalogue), Catalogue(university.get(Units), university.get(Clock))
    assert isinstance(cached, CachedCatalogue)
    queries = [
        CourseQuery(),
        CourseQuery(page=3, page_size=50),
        CourseQuery(page=9),
        CourseQuery(department="BIO"),
        CourseQuery(credits=4),
        CourseQuery(text="sea"),
    ]
    for _ in range(2):
        assert cached.departments() == plain.departments()
        for department in campus.departments:
            assert cached.department(department.code) == plain.department(department.code)
        for query in queries:
            assert cached.courses(query) == plain.courses(query)
        for course in campus.courses:
            assert cached.course(course.code) == plain.course(course.code)
    assert university.get(Cache).stats().hits > 0


def test_a_caller_cannot_change_what_others_get(make_university: MakeUniversity) -> None:
    catalogue = make_university().get(Catalogue)
    catalogue.department("BIO").courses.clear()
    assert len(catalogue.department("BIO").courses) == 2


def test_what_is_not_found_is_looked_for_again(make_university: MakeUniversity) -> None:
    university = make_university()
    catalogue = university.get(Catalogue)
    for ask in (catalogue.course, catalogue.department):
        for _ in range(2):
            with pytest.raises(NotFound):
                ask("ZZZ-999")
    assert university.get(Cache).stats().hits == 0


def test_searches_for_words_do_not_fill_the_cache(make_university: MakeUniversity) -> None:
    university = make_university()
    for text in ("sea", "sea", "bio"):
        university.get(Catalogue).courses(CourseQuery(text=text))
    assert university.get(Cache).stats().misses == 0


# Changes


def test_whoever_enrols_or_drops_sees_it_at_once(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(sections=(section("BIO-201-A", capacity=2),)))
    catalogue, desk = university.get(Catalogue), university.get(EnrolmentDesk)
    seen = [free_seats(catalogue)]
    desk.enrol(REGISTRAR, "S-1", "BIO-201-A")
    seen.append(free_seats(catalogue))
    desk.enrol(REGISTRAR, "S-2", "BIO-201-A")
    seen.append(free_seats(catalogue))
    desk.drop(REGISTRAR, "S-1", "BIO-201-A")
    seen.append(free_seats(catalogue))
    assert seen == [[2], [1], [0], [1]]


def test_only_what_was_committed_invalidates(make_university: MakeUniversity) -> None:
    university = make_university()
    catalogue, units = university.get(Catalogue), university.get(Units)
    free_seats(catalogue)
    before = university.get(Cache).stats()
    with pytest.raises(EnrolmentRefused):
        university.get(EnrolmentDesk).enrol(REGISTRAR, "S-5", "BIO-201-A")
    with units() as work:
        work[EnrolmentRepository].add(place("S-1", "BIO-201-A"))
    assert free_seats(catalogue) == [1, 1]
    assert university.get(Cache).stats().misses == before.misses


def test_a_new_campus_is_seen_at_once(make_university: MakeUniversity) -> None:
    university = make_university()
    catalogue = university.get(Catalogue)
    assert (len(catalogue.departments()), free_seats(catalogue)) == (2, [1, 1])
    university.get(CampusStore).fill(make_campus(TODAY), replace=True)
    assert len(catalogue.departments()) == len(make_campus(TODAY).departments)
    university.get(CampusStore).fill(small_campus(sections=SECTIONS[:2]), replace=True)
    assert (len(catalogue.departments()), free_seats(catalogue)) == (2, [1])


def test_what_another_process_changed_is_seen_soon(make_university: MakeUniversity) -> None:
    university, clock = make_university(), FakeClock()
    elsewhere = university.get(EnrolmentDesk)
    here = CachedCatalogue(university.get(Units), university.get(Clock), MemoryCache(clock))
    assert free_seats(here) == [1, 1]
    elsewhere.enrol(REGISTRAR, "S-1", "BIO-201-A")
    assert free_seats(here) == [1, 1], "this process has not heard of it"
    clock.now += SEATS_TTL
    assert free_seats(here) == [0, 1]
    university.get(CampusStore).fill(small_campus(sections=SECTIONS[:2]), replace=True)
    clock.now += CATALOGUE_TTL
    assert free_seats(here) == [1]


def test_processes_that_share_redis_see_each_other_s_changes_at_once(make_university: MakeUniversity) -> None:
    university = make_university()
    units = university.get(Units)
    with ExitStack() as stack:
        cache = stack.enter_context(opened("redis"))
        here = CachedCatalogue(units, university.get(Clock), cache)
        assert [free_seats(here) for _ in range(2)] == [[1, 1], [1, 1]]
        with InvalidatingUnits(units, cache)() as work:
            work[EnrolmentRepository].add(place("S-1", "BIO-201-A"))
            work.commit()
        assert free_seats(here) == [0, 1]


@pytest.mark.parametrize("kept", [b"not even JSON", b'{"Course":[["code","an older field"]]}'])
def test_what_cannot_be_read_is_replaced(make_university: MakeUniversity, kept: bytes) -> None:
    university = make_university()
    cache, catalogue = university.get(Cache), university.get(Catalogue)
    key = Key(CATALOGUE, ("department", "BIO"))
    cache.set(key, kept, CATALOGUE_TTL)
    assert len(catalogue.department("BIO").courses) == 2
    assert len(catalogue.department("BIO").courses) == 2
    again = cache.get(key)
    assert again is not None and plain_form.read(again) == catalogue.department("BIO")


# Queries


@pytest.fixture
def university(tmp_path: Path) -> Iterator[Container]:
    container = build(Settings(database_url=f"sqlite:///{tmp_path / 'university.db'}"))
    container.get(Seeding).fill(TODAY)
    yield container
    container.close()


@pytest.fixture
def queries(university: Container) -> Iterator[Callable[[str], int]]:
    """`queries(path)` tells how many statements a page sends, beside BEGIN."""
    statements: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    client = university.get(Flask).test_client()
    event.listen(university.get(Engine), "before_cursor_execute", listen)

    def view(path: str) -> int:
        statements.clear()
        assert client.get(path).status_code == 200
        return len([statement for statement in statements if statement != "BEGIN"])

    yield view
    event.remove(university.get(Engine), "before_cursor_execute", listen)


@pytest.mark.parametrize(
    ("path", "first"),
    [("/", 1), ("/courses/", 4), ("/departments/BIO", 3), ("/courses/?department=BIO", 4)],
)
def test_a_second_view_asks_the_database_nothing(
    queries: Callable[[str], int], path: str, first: int
) -> None:
    assert [queries(path) for _ in range(3)] == [first, 0, 0]


def test_a_course_costs_no_more_than_without_a_cache_and_after_a_change_only_its_seats(
    university: Container, queries: Callable[[str], int]
) -> None:
    page = "/courses/BIO-201"
    assert queries(page) <= 10
    assert queries(page) == 0
    university.get(Cache).invalidate("seats")
    assert queries(page) == 1


def test_ready_is_never_answered_from_the_cache(university: Container, queries: Callable[[str], int]) -> None:
    queries("/ready")
    first, second = queries("/ready"), queries("/ready")
    assert first == second > 0


def test_answers_of_the_interface_are_remembered_but_never_seats(
    university: Container, queries: Callable[[str], int]
) -> None:
    first = {path: queries(f"/api/v1/{path}") for path in ("courses?limit=3", "courses/BIO-201", "terms")}
    assert all(first.values())
    assert [queries(f"/api/v1/{path}") for path in first] == [0, 0, 0]
    for path in ("sections/BIO-201-A", "courses?q=sea"):
        assert queries(f"/api/v1/{path}") == queries(f"/api/v1/{path}") > 0
    client = university.get(Flask).test_client()
    behind = client.get("/api/v1/courses/BIO-201", environ_overrides={"SCRIPT_NAME": "/here"})
    assert behind.get_json()["links"]["self"] == "/here/api/v1/courses/BIO-201"
