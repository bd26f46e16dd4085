"""A small university's site, in memory, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from records_campus import NOW, records_campus
from visitors import Visitor

from university.adapters.clock import FixedClock
from university.application.ports.campus_store import CampusStore
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.domain.identity import User
from university.settings import MEMORY_URL, Settings

MakeVisitor = Callable[..., Visitor]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def university(clock: FixedClock) -> Container:
    return small_university(clock)


@pytest.fixture(scope="module")
def module_app() -> Flask:
    """One site for tests that change nothing."""
    return small_university(FixedClock(NOW)).get(Flask)


def small_university(clock: FixedClock) -> Container:
    """An app in memory that holds the small campus."""
    container = build(Settings(database_url=MEMORY_URL), {"clock": lambda: clock})
    container.get(Units)  # fills the store, which is then replaced
    container.get(CampusStore).fill(records_campus(), replace=True)
    return container


@pytest.fixture
def app(university: Container) -> Flask:
    return university.get(Flask)


@pytest.fixture
def visitor(app: Flask) -> MakeVisitor:
    """`visitor(ANA)` is Ana, signed in; `visitor()` is a stranger."""

    def make(user: User | None = None) -> Visitor:
        return Visitor(app, user)

    return make
