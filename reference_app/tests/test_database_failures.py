"""A database that cannot be used, or not now, says so in the app's words, and nothing is half done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
from engines import SERVERS_HERE, engine_at
from flask import Flask
from small_campus import NOW, REGISTRAR, small_campus
from sqlalchemy import text
from sqlalchemy.engine import make_url

from university.adapters.clock import FixedClock
from university.adapters.db.engines import mariadb, postgresql
from university.adapters.db.engines.kind import POOL, STATEMENT_TIME
from university.application.campus import Seeding
from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreBusy, StoreUnavailable
from university.application.ports.campus_store import CampusStore
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.domain.access import Reach
from university.settings import Settings, SettingsError

EVERYBODY = Reach(everything=True)
SECRET = "tiger"  # noqa: S105
WHO_IS_HERE = {
    "postgresql": "SELECT pid FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "mariadb": "SELECT id FROM information_schema.processlist "
    "WHERE db = DATABASE() AND id <> CONNECTION_ID()",
}
SEND_AWAY = {"postgresql": "SELECT pg_terminate_backend({})", "mariadb": "KILL {}"}


@pytest.fixture
def university(database_url: str) -> Iterator[Container]:
    container = build(Settings(database_url=database_url), {"clock": lambda: FixedClock(NOW)})
    container.get(CampusStore).fill(small_campus(), replace=True)
    yield container
    container.close()


def refusal(url: str) -> StoreUnavailable:
    """What the first reader of the app at this address is told."""
    university = build(Settings(database_url=url))
    try:
        with pytest.raises(StoreUnavailable) as refused:
            university.get(Catalogue).departments()
        with pytest.raises(StoreUnavailable):
            university.get(Seeding).fill(NOW.date())
    finally:
        university.close()
    return refused.value


@pytest.mark.parametrize("content", ["no database at all, but long enough to look like one" * 40, None])
def test_a_file_that_cannot_be_used(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "folder" / "university.db"
    if content is not None:
        file.parent.mkdir()
        file.write_text(content)
    assert "the folder exists" in refusal(f"sqlite:///{file}").remedy
    assert content is None or file.read_text() == content, "nothing is lost"


def test_a_database_without_tables_says_how_to_make_them(bare_url: str) -> None:
    university = build(Settings(database_url=bare_url))
    answer = university.get(Flask).test_client().get("/departments/")
    university.close()
    assert (answer.status_code, "Run `university seed`" in answer.text) == (503, True)


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ({"port": 1}, "that the server runs"),
        ({"host": "no-such-host.invalid"}, "that the server runs"),
        ({"database": "university_test_nowhere"}, "check user, password and database"),
        ({"username": "university_test_nobody", "password": SECRET}, "check user, password and database"),
    ],
    ids=["port", "host", "database", "user"],
)
@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_a_server_that_cannot_be_used(bare_url: str, change: dict[str, object], remedy: str) -> None:
    url = make_url(bare_url).set(**change).render_as_string(hide_password=False)  # type: ignore[arg-type]
    told = refusal(url)
    assert remedy in told.remedy
    words = f"{told.message} {told.remedy}"
    assert not [word for word in (SECRET, "psycopg", "pymysql", "FATAL", "127.0.0.1") if word in words]


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "",
        "oracle://scott:tiger@host/db",
        "postgresql://scott:tiger@host/db",
        "postgresql+psycopg2://scott:tiger@host/db",
        "postgresql+psycopg://scott:tiger@host",
        "postgresql+psycopg://scott:tiger@/db",
        "postgresql+psycopg://scott:tiger@host:port/db",
        "postgresql+psycopg://scott:tiger@host:99999/db",
        "postgresql+psycopg://scott:tiger@host/db?colour=red",
        "mariadb+pymysql://scott:tiger@host",
        "mysql+pymysql://scott:tiger@host:0/db",
        "mariadb+pymysql://scott:tiger@host/db?colour=red",
        "mariadb://scott:tiger@host/db",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///university.db?colour=red",
    ],
)
def test_an_address_that_cannot_be_right_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingsError, match=r"UNIVERSITY_DATABASE_URL.*use ") as refused:
        build(Settings(database_url=url)).get(Units)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("scheme", "driver"), [("postgresql+psycopg", "psycopg"), ("mysql+pymysql", "pymysql")]
)
def test_a_driver_that_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, scheme: str, driver: str
) -> None:
    monkeypatch.setitem(sys.modules, driver, None)
    with pytest.raises(SettingsError, match=f"install it with: pip install '{driver}") as refused:
        build(Settings(database_url=f"{scheme}://scott:tiger@host/db")).get(Units)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_a_connection_that_is_lost_in_a_unit_costs_that_unit_alone(
    university: Container, database_url: str, engine_name: str
) -> None:
    units, desk = university.get(Units), university.get(EnrolmentDesk)
    with pytest.raises(StoreUnavailable), units() as work:
        work[StudentRepository].get_for_change("S-1", within=EVERYBODY)
        with engine_at(database_url) as other, other.connect() as connection:
            for session in connection.scalars(text(WHO_IS_HERE[engine_name])).all():
                connection.execute(text(SEND_AWAY[engine_name].format(session)))
        work[StudentRepository].get("S-1", within=EVERYBODY)
        work.commit()
    assert desk.enrol(REGISTRAR, "S-1", "BIO-201-A").student == "S-1"


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_who_falls_silent_in_a_unit_keeps_nobody_waiting(
    university: Container, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql.SETTINGS, "idle_in_transaction_session_timeout", "1s")
    limit = "idle_transaction_timeout = {}"
    sooner = mariadb.SETTINGS.replace(limit.format(2 * STATEMENT_TIME), limit.format(1))
    monkeypatch.setattr(mariadb, "SETTINGS", sooner)
    silent = build(Settings(database_url=database_url))
    try:
        with pytest.raises(StoreUnavailable), silent.get(Units)() as work:
            work[StudentRepository].get_for_change("S-1", within=EVERYBODY)
            # It waits for the silent one, far less long than it would before it gave up.
            assert university.get(EnrolmentDesk).enrol(REGISTRAR, "S-1", "BIO-201-A").student == "S-1"
            work[StudentRepository].get("S-1", within=EVERYBODY)
    finally:
        silent.close()


@pytest.mark.usefixtures("short_waits")
def test_who_waits_too_long_is_told_to_come_back(university: Container) -> None:
    units, desk = university.get(Units), university.get(EnrolmentDesk)
    with units() as work:
        work[StudentRepository].get_for_change("S-1", within=EVERYBODY)
        with pytest.raises(StoreBusy) as refused:
            desk.enrol(REGISTRAR, "S-1", "BIO-201-A")
    assert refused.value.remedy == "Try again in a moment."
    assert desk.timetable(REGISTRAR, "S-1").entries == []
    assert desk.enrol(REGISTRAR, "S-1", "BIO-201-A").student == "S-1"


def test_of_two_who_block_each_other_one_goes_on(
    database_url: str, monkeypatch: pytest.MonkeyPatch, short_waits: None
) -> None:
    # PostgreSQL looks for deadlocks after a second; before that, nobody should have given up.
    monkeypatch.setitem(postgresql.SETTINGS, "lock_timeout", "10s")
    university = build(Settings(database_url=database_url))
    university.get(CampusStore).fill(small_campus(), replace=True)
    units = university.get(Units)
    both_hold_one = Barrier(2)

    def take(first: str, then: str) -> str:
        try:
            with units() as work:
                work[StudentRepository].get_for_change(first, within=EVERYBODY)
                with suppress(BrokenBarrierError):
                    both_hold_one.wait(timeout=30)
                work[StudentRepository].get_for_change(then, within=EVERYBODY)
                work.commit()
                return "done"
        except StoreBusy:
            both_hold_one.abort()
            return "busy"

    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(take, ["S-1", "S-2"], ["S-2", "S-1"]))
    assert sorted(ends) == ["busy", "done"]
    university.close()


def test_when_all_connections_are_taken_one_is_told_to_come_back(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.1}.items():
        monkeypatch.setitem(POOL, name, value)
    university = build(Settings(database_url=database_url))
    university.get(CampusStore).fill(small_campus(), replace=True)
    with university.get(Units)() as work:
        work[StudentRepository].get("S-1", within=EVERYBODY)
        with pytest.raises(StoreBusy):
            university.get(EnrolmentDesk).students(REGISTRAR, "S-1")
    assert university.get(EnrolmentDesk).students(REGISTRAR, "S-1")
    university.close()
