"""What only the database does: its address, its checks, many processes on one file."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from sqlite3 import ProgrammingError

import pytest
from small_campus import NOW, TERM, section, small_campus
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import IntegrityError
from test_last_seat import CROWD, EXPECTED, SEATS, WAITLIST, crowded, outcome, seats

from university.adapters.db.base import Instant
from university.adapters.db.catalogue_rows import SectionRow
from university.application.campus import Seeding
from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreUnavailable
from university.application.ports.campus_store import CampusStore
from university.application.ports.unit_of_work import Units
from university.bootstrap import build
from university.settings import Settings, SettingsError


def _in_own_process(url: str, numbers: range) -> list[str]:
    university = build(Settings(database_url=url))
    desk = university.get(EnrolmentDesk)
    _everybody_is_ready.wait(timeout=60)
    got = [outcome(desk, f"S-{100 + number}", "BIO-201-A") for number in numbers]
    university.get(Engine).dispose()
    return got


def _remember(barrier: Barrier) -> None:
    global _everybody_is_ready
    _everybody_is_ready = barrier


def test_processes_on_one_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'university.db'}"
    university = build(Settings(database_url=url))
    store = university.get(CampusStore)
    store.prepare()
    # These processes go by the machine's clock, so the deadline moves out of its way.
    open_long = replace(TERM, add_deadline=TERM.add_deadline.replace(year=2999))
    campus = crowded(section(capacity=SEATS, waitlist=WAITLIST))
    store.fill(replace(campus, term=open_long), replace=True)
    workers = 4
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers)
    with ProcessPoolExecutor(workers, context, initializer=_remember, initargs=(ready,)) as pool:
        shares = [range(worker, CROWD, workers) for worker in range(workers)]
        got = [answer for share in pool.map(_in_own_process, [url] * workers, shares) for answer in share]
    assert Counter(got) == EXPECTED
    assert seats(university) == (SEATS, WAITLIST)
    university.get(Engine).dispose()


@pytest.mark.parametrize("counter", ["enrolled", "waiting"])
@pytest.mark.parametrize("value", [-1, 3])
def test_the_database_itself_refuses_to_oversell(tmp_path: Path, counter: str, value: int) -> None:
    university = build(Settings(database_url=f"sqlite:///{tmp_path / 'university.db'}"))
    store, engine = university.get(CampusStore), university.get(Engine)
    store.prepare()
    store.fill(small_campus(sections=(section(capacity=2, waitlist=2),)), replace=False)
    with engine.connect() as connection:
        with pytest.raises(IntegrityError, match="CHECK constraint failed: ck_sections"):
            connection.execute(update(SectionRow).values({counter: value}))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            connection.execute(text("DELETE FROM courses WHERE code = 'BIO-201'"))
    engine.dispose()


def test_an_app_that_ends_leaves_no_connection_open(tmp_path: Path) -> None:
    university = build(Settings(database_url=f"sqlite:///{tmp_path / 'university.db'}"))
    university.get(CampusStore).prepare()
    with university.get(Engine).connect() as connection:
        opened = connection.connection.dbapi_connection
    assert opened is not None
    university.close()
    with pytest.raises(ProgrammingError, match="closed database"):
        opened.cursor()
    university.close()  # a second time there is nothing to do


@pytest.mark.parametrize("content", ["no database at all, but long enough to look like one" * 40, None])
def test_a_store_that_cannot_be_used_says_so(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "folder" / "university.db"
    if content is not None:
        file.parent.mkdir()
        file.write_text(content)
    university = build(Settings(database_url=f"sqlite:///{file}"))
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        university.get(Catalogue).departments()
    with pytest.raises(StoreUnavailable):
        university.get(Seeding).fill(NOW.date())
    university.get(Engine).dispose()
    assert content is None or file.read_text() == content, "nothing is lost"


def test_an_instant_without_a_zone_never_reaches_the_database() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        Instant().process_bind_param(datetime(2027, 1, 1), None)  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["nonsense", "oracle://scott:tiger@host/db", "sqlite://", "sqlite:///"])
def test_a_database_that_is_not_known_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match="UNIVERSITY_DATABASE_URL") as refused:
        build(Settings(database_url=url)).get(Units)
    assert "tiger" not in str(refused.value)


def test_building_opens_nothing(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    container = build()
    container.get(Engine)
    assert list(tmp_path.iterdir()) == []
