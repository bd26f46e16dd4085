"""Statements of the use cases that chapter 5 adds, counted as in `test_query_counts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from counting_campus import counting_campus
from query_counts import Cases, case, counted
from records_campus import ADMIN, KOFI, NOW, REGISTRAR, SPRING

from university.adapters.clock import FixedClock
from university.adapters.documents.memory.feed import MemoryFeed
from university.application.activity import Activities, ActivityProjection
from university.application.admissions import Admissions
from university.application.application_files import ApplicationFiles
from university.application.audit import AuditLog
from university.application.catalogue import Catalogue, CourseQuery
from university.application.holds import Holds
from university.application.ports.activity_feed import Days
from university.application.ports.campus_store import CampusStore
from university.application.ports.file_store import MOST_FILES, FileStore
from university.application.reports import Reports
from university.bootstrap import Container, build
from university.domain.holds import HoldKind
from university.settings import Settings

STATEMENTS = {
    "ActivityProjection.catch_up": 2,
    "ActivityProjection.rebuild": 2,
    "Activities.recent": 1,
    "Activities.summary": 0,
    "ApplicationFiles.put": 2,
    "ApplicationFiles.list": 2,
    "ApplicationFiles.open": 2,
    "ApplicationFiles.delete": 2,
    "Reports.courses_nobody_takes": 2,
    "Reports.courses_with_more_than": 2,
    "Reports.fill_rates": 2,
    "Reports.first_arrivals": 2,
    "Reports.demand": 2,
    "Reports.grade_shares": 2,
    "Reports.foundations": 2,
    "Reports.at_risk": 1,
    "CachedCatalogue.departments, first": 1,
    "CachedCatalogue.departments, once more": 0,
    "CachedCatalogue.department, first": 3,
    "CachedCatalogue.department, once more": 0,
    "CachedCatalogue.courses, first": 3,
    "CachedCatalogue.courses, once more": 0,
    "CachedCatalogue.course, first": 7,
    "CachedCatalogue.course, once more": 0,
}
"""The feed asks the log until nothing is new; a cache answers what was read a moment ago."""


class FeedFrom(MemoryFeed):
    """It begins at this test's own events: what a server's database noted for others leaves a gap."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._before_first = first - 1
        self.clear()

    def clear(self) -> None:
        super().clear()
        self.advance(0, self._before_first)


@pytest.fixture(params=[1, 25])
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def university(database_url: str, size: int) -> Iterator[Container]:
    values = {"UNIVERSITY_DOCUMENTS_URL": "memory:", "UNIVERSITY_CACHE_URL": "memory:"}
    container = build(Settings(database_url=database_url, values=values), {"clock": lambda: FixedClock(NOW)})
    container.get(CampusStore).fill(counting_campus(size), replace=True)
    yield container
    container.close()


def test_every_use_case_of_chapter_5(university: Container, size: int) -> None:
    groups = (feed, files, reports, cached)
    assert counted(university, *(cases(university, size) for cases in groups)) == STATEMENTS


def feed(university: Container, size: int) -> Cases:
    for _ in range(size):
        university.get(Holds).place(REGISTRAR, "S-1", HoldKind.LIBRARY, "A book")
    (first, _), *_ = university.get(AuditLog).read(ADMIN, limit=1)
    projection = replace(university.get(ActivityProjection), feed=FeedFrom(first))
    activities = university.get(Activities)
    yield case(projection.catch_up)
    yield case(projection.rebuild)
    yield case(activities.recent, REGISTRAR, "S-1")
    yield case(activities.summary, REGISTRAR, Days(NOW.date(), NOW.date()))


def files(university: Container, size: int) -> Cases:
    university.get(FileStore).prepare()
    kept, use = university.get(Admissions).start(KOFI, "BIO").id, university.get(ApplicationFiles)
    for n in range(min(size, MOST_FILES - 1)):
        use.put(KOFI, kept, f"{n}.txt", "text/plain", b"Sea.")
    added = yield case(use.put, KOFI, kept, "more.txt", "text/plain", b"Sea.")
    yield case(use.list, KOFI, kept)
    content = yield case(use.open, KOFI, kept, added.id)
    content.close()
    yield case(use.delete, KOFI, kept, added.id)


def reports(university: Container, _: int) -> Cases:
    ask, term = university.get(Reports), SPRING.code
    yield case(ask.courses_nobody_takes, REGISTRAR, term)
    yield case(ask.courses_with_more_than, REGISTRAR, term, 0)
    yield case(ask.fill_rates, REGISTRAR, term)
    yield case(ask.first_arrivals, REGISTRAR, term, 2)
    yield case(ask.demand, REGISTRAR, term)
    yield case(ask.grade_shares, REGISTRAR, "BIO")
    yield case(ask.foundations, REGISTRAR, "BIO-500")
    yield case(ask.at_risk, REGISTRAR, Decimal("2.00"))


def cached(university: Container, _: int) -> Cases:
    catalogue = university.get(Catalogue)
    for when in ("first", "once more"):
        yield case(catalogue.departments, when=when)
        yield case(catalogue.department, "BIO", when=when)
        yield case(catalogue.courses, CourseQuery(page_size=100), when=when)
        yield case(catalogue.course, "BIO-500", when=when)
