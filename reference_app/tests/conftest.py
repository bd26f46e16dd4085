"""Universities for tests, on each store."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings as hypothesis_settings
from hypothesis.configuration import set_hypothesis_home_dir
from small_campus import NOW, MakeUniversity, small_campus

from university.adapters.clock import FixedClock
from university.application.ports.campus_store import Campus, CampusStore
from university.bootstrap import Container, build
from university.entrypoints.cli import create_cli
from university.settings import MEMORY_URL, Settings

# Examples are the same in every run, and what Hypothesis notes down lies with pytest's own notes.
set_hypothesis_home_dir(Path(__file__).parents[2] / ".pytest_cache" / "hypothesis")
hypothesis_settings.register_profile("university", derandomize=True, database=None, deadline=None)
hypothesis_settings.load_profile("university")


# The app has no database before chapter 2; the same tests then run on the memory alone.
if importlib.util.find_spec("university.adapters.db"):
    from engines import ENGINES, bare_url, database_url, databases, engine_name, header, short_waits

    __all__ = ["bare_url", "database_url", "databases", "engine_name", "short_waits"]
    STORES = ["memory", *ENGINES]
else:
    STORES = ["memory"]


def pytest_report_header() -> str:
    """Which stores the tests use, at the top of the output."""
    return header() if len(STORES) > 1 else "stores: memory"


@pytest.fixture(params=STORES)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of each store in turn, without data; a test that uses it runs on all of them."""
    if request.param == "memory":
        return MEMORY_URL
    databases = request.getfixturevalue("databases")
    return str(databases(request.param, tmp_path))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def make_university(store_url: str, clock: FixedClock) -> Iterator[MakeUniversity]:
    """`make_university(campus, overrides)` gives an app on the store, holding that campus."""
    made: list[Container] = []

    def make(campus: Campus | None = None, overrides: Mapping[str, object] | None = None) -> Container:
        container = build(Settings(database_url=store_url), {"clock": lambda: clock, **(overrides or {})})
        made.append(container)
        store = container.get(CampusStore)
        store.prepare()
        store.fill(campus or small_campus(), replace=True)
        return container

    yield make
    for container in made:
        container.close()


@pytest.fixture
def run(tmp_path: Path):
    """`run("courses", "sea")` runs a command on a store in a file that does not exist yet."""
    values = {"UNIVERSITY_DATABASE_URL": f"sqlite:///{tmp_path / 'university.db'}"}

    def invoke(*arguments: str, **more: str) -> Result:
        cli = create_cli(lambda: build(Settings.from_mapping(values | more)))
        return CliRunner().invoke(cli, arguments)

    return invoke
