"""Backups are of one moment while others write, and a restore gives every row back, on each engine."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from engines import SERVERS_HERE, destroy, engine_at, new_database
from small_campus import NOW, REGISTRAR, section, small_campus
from sqlalchemy import Connection, MetaData, func, select, text

from university.adapters.clock import FixedClock
from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.tables import metadata
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreUnavailable
from university.application.ports.backup import BackupFailed, Backups, BadBackup, StoreNotEmpty
from university.application.ports.campus_store import CampusStore
from university.application.ports.schema import Schema
from university.bootstrap import Container, build
from university.domain.errors import InvalidValue, NotFound
from university.domain.people import Student
from university.entrypoints.cli import create_cli
from university.settings import Settings

NUMBERS = [f"S-{number}" for number in range(1, 61)]
STUDENTS = [Student(number, f"Ünal 'O\\n\n{number}\";") for number in NUMBERS]
SECTION = "BIO-201-A"


CAMPUS = small_campus(sections=[section(capacity=100)], students=STUDENTS, passed=NUMBERS)
STOP = {
    "postgresql": "LOCK TABLE in_the_way IN ACCESS EXCLUSIVE MODE",
    "mariadb": "LOCK TABLES in_the_way WRITE",
}
WAITS = {
    "postgresql": "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND wait_event_type = 'Lock'",
    "mariadb": "SELECT count(*) FROM information_schema.processlist "
    "WHERE db = DATABASE() AND state = 'Waiting for table metadata lock'",
}


def open_at(url: str) -> Container:
    return build(Settings(database_url=url), {"clock": lambda: FixedClock(NOW)})


def fill(university: Container) -> None:
    university.get(CampusStore).prepare()
    university.get(CampusStore).fill(CAMPUS, replace=False)


@pytest.fixture
def university(database_url: str) -> Iterator[Container]:
    container = open_at(database_url)
    container.get(CampusStore).fill(CAMPUS, replace=True)
    yield container
    container.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "monday.backup"


@pytest.fixture(autouse=True)
def _folder(file: Path) -> None:
    file.parent.mkdir()


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    tables = MetaData()
    with engine_at(url) as engine, engine.connect() as connection:
        tables.reflect(connection)
        found = {name: connection.execute(select(table)).all() for name, table in tables.tables.items()}
    return {name: sorted((tuple(row) for row in held), key=repr) for name, held in found.items()}


def is_of_one_moment(url: str) -> int:
    """The seats taken, which the section's counter and the enrolments must agree on."""
    with engine_at(url) as engine, engine.connect() as connection:
        counter = connection.scalar(select(SectionRow.seats_taken).where(SectionRow.id == SECTION))
        places = connection.scalar(
            select(func.count()).select_from(EnrolmentRow).where(EnrolmentRow.section == SECTION)
        )
    assert (counter or 0) == places
    return int(places or 0)


@contextmanager
def table_in_the_way(url: str, engine_name: str) -> Iterator[Connection]:
    """A connection that keeps everybody else from a table of its own; its end lets them go on."""
    with engine_at(url) as engine:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE in_the_way (id INTEGER PRIMARY KEY)")
        with engine.connect() as connection:
            connection.detach()  # so that it ends here, and its lock with it, whatever happens
            connection.exec_driver_sql(STOP[engine_name])
            yield connection


def wait_until(happens: Callable[[], bool]) -> None:
    for _ in range(600):
        if happens():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within 30 seconds")


def test_drill(bare_url: str, file: Path) -> None:
    """Enrol during the dump, drop the database, restore: it is of one moment, and an app works on it."""
    before = open_at(bare_url)
    fill(before)
    desk, first = before.get(EnrolmentDesk), threading.Event()

    def enrol() -> None:
        for number in NUMBERS[:-1]:
            desk.enrol(REGISTRAR, number, SECTION)
            first.set()

    busy = threading.Thread(target=enrol)
    busy.start()
    assert first.wait(30)
    manifest = before.get(Backups).create(file)
    busy.join()
    before.close()

    destroy(bare_url)
    assert rows(bare_url) == {}
    after = open_at(bare_url)
    assert after.get(Backups).restore(file) == manifest
    assert 1 <= is_of_one_moment(bare_url) <= len(NUMBERS) - 1
    assert {name: len(held) for name, held in rows(bare_url).items()} == manifest.rows
    assert after.get(Schema).current() == after.get(Schema).latest()
    # Counters and generated keys go on where they were.
    after.get(EnrolmentDesk).enrol(REGISTRAR, NUMBERS[-1], SECTION)
    after.close()


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_what_is_written_during_a_dump_is_not_in_it(bare_url: str, engine_name: str, file: Path) -> None:
    """A dump that reads each table at a moment of its own has the seats taken without the enrolments.

    Tables are dumped by name, and a locked one stops it behind the enrolments and before the sections.
    """
    university = open_at(bare_url)
    fill(university)
    desk, backups = university.get(EnrolmentDesk), university.get(Backups)
    desk.enrol(REGISTRAR, NUMBERS[0], SECTION)
    with ThreadPoolExecutor(1) as pool, table_in_the_way(bare_url, engine_name) as connection:
        dump = pool.submit(backups.create, file)
        wait_until(lambda: connection.scalar(text(WAITS[engine_name])) == 1)
        for number in NUMBERS[1:6]:
            desk.enrol(REGISTRAR, number, SECTION)
    assert is_of_one_moment(bare_url) == 6
    assert backups.restore(file, replace=True) == dump.result()
    assert is_of_one_moment(bare_url) == 1
    assert {name: len(held) for name, held in rows(bare_url).items()} == dump.result().rows
    university.close()


def test_every_row_comes_back(university: Container, database_url: str, file: Path) -> None:
    for number in NUMBERS[:5]:
        university.get(EnrolmentDesk).enrol(REGISTRAR, number, SECTION)
    before = rows(database_url)
    assert {"enrolments", "events", "users"} <= {name for name, held in before.items() if held}
    university.get(Backups).create(file)
    university.get(EnrolmentDesk).enrol(REGISTRAR, NUMBERS[5], SECTION)
    assert rows(database_url) != before
    university.get(Backups).restore(file, replace=True)
    assert rows(database_url) == before
    assert university.get(Schema).current() == university.get(Schema).latest()


def test_a_database_without_tables_takes_a_backup(
    university: Container, database_url: str, engine_name: str, file: Path, tmp_path: Path
) -> None:
    university.get(Backups).create(file)
    with new_database(engine_name, tmp_path) as url:
        other = build(Settings(database_url=url))
        other.get(Backups).restore(file)
        other.close()
        assert rows(url) == rows(database_url)


def test_data_are_not_overwritten_unasked(university: Container, database_url: str, file: Path) -> None:
    university.get(Backups).create(file)
    before = rows(database_url)
    with pytest.raises(StoreNotEmpty):
        university.get(Backups).restore(file)
    with pytest.raises(InvalidValue, match="exists already"):
        university.get(Backups).create(file)
    assert rows(database_url) == before


def test_a_database_that_was_never_prepared(bare_url: str, file: Path) -> None:
    container = build(Settings(database_url=bare_url))
    with pytest.raises(StoreUnavailable):
        container.get(Backups).create(file)
    container.close()
    assert list(file.parent.iterdir()) == []


def repack(file: Path, change: Callable[[dict[str, object]], object]) -> None:
    """The same backup with another manifest."""
    with zipfile.ZipFile(file) as archive:
        facts, data = json.loads(archive.read("manifest.json")), archive.read("data")
    change(facts)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", json.dumps(facts))
        archive.writestr("data", data)


def spoil(place: float) -> Callable[[Path], None]:
    def damage(file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[int(len(content) * place)] ^= 0xFF
        file.write_bytes(content)

    return damage


UNUSABLE: dict[str, Callable[[Path], object]] = {
    "a flipped bit": spoil(0.5),
    "half of it": lambda file: os.truncate(file, file.stat().st_size // 2),
    "some text": lambda file: file.write_text("Dear Sir,"),
    "nothing": lambda file: os.truncate(file, 0),
    "other data": lambda file: repack(file, lambda facts: facts.update(sha256="0" * 64)),
    "an unknown format": lambda file: repack(file, lambda facts: facts.update(format=2)),
    "no revision": lambda file: repack(file, lambda facts: facts.pop("revision")),
    "a newer schema": lambda file: repack(file, lambda facts: facts.update(revision="9999")),
    "another engine": lambda file: repack(file, lambda facts: facts.update(engine="oracle")),
}


@pytest.mark.parametrize("what", UNUSABLE)
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_bad_file_is_refused(university: Container, database_url: str, file: Path, what: str) -> None:
    """The file is looked at before the database is, and alike for every engine."""
    university.get(Backups).create(file)
    before = rows(database_url)
    UNUSABLE[what](file)
    with pytest.raises(BadBackup):
        university.get(Backups).verify(file)
    with pytest.raises(BadBackup):
        university.get(Backups).restore(file, replace=True)
    assert rows(database_url) == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_files(university: Container, file: Path) -> None:
    backups = university.get(Backups)
    with pytest.raises(NotFound):
        backups.verify(file)
    with pytest.raises(BackupFailed, match="cannot be written"):
        backups.create(file.parent / "nowhere" / "monday.backup")
    manifest = backups.create(file)
    assert backups.verify(file) == manifest
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert manifest.rows["students"] == len(NUMBERS)
    assert manifest.created == NOW == datetime(2027, 1, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_a_missing_program_is_named(
    university: Container, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BackupFailed, match="was not found"):
        university.get(Backups).create(file)
    assert list(file.parent.iterdir()) == []


SPY = '#!/bin/sh\nprintf "%s\\n" "$@" >> "{log}"\nexec "{program}" "$@"\n'
PROGRAMS = {"postgresql": ("pg_dump", "psql"), "mariadb": ("mariadb-dump", "mariadb")}
DIFFICULT = "p'a\"s #w"
CREATE = {
    "postgresql": [
        "CREATE ROLE {account} LOGIN PASSWORD {password}",
        "GRANT {owner} TO {account}",
    ],
    "mariadb": [
        "CREATE USER {account} IDENTIFIED BY {password}",
        "GRANT ALL ON *.* TO {account}",
    ],
}
DROP = {
    "postgresql": [
        "REVOKE {owner} FROM {account}",
        "GRANT {account} TO {owner}",
        "REASSIGN OWNED BY {account} TO {owner}",
        "DROP ROLE {account}",
    ],
    "mariadb": ["DROP USER {account}"],
}


@pytest.fixture
def with_password(database_url: str, engine_name: str) -> Iterator[str]:
    """The database's address for an account with a difficult password."""
    account = f"university_test_{secrets.token_hex(4)}"
    with engine_at(database_url) as engine, engine.begin() as connection:
        password = "'" + DIFFICULT.replace("'", "''") + "'"
        for statement in CREATE[engine_name]:
            names = {"account": account, "password": password, "owner": engine.url.username}
            connection.exec_driver_sql(statement.format(**names))
    yield engine.url.set(username=account, password=DIFFICULT).render_as_string(hide_password=False)
    with engine_at(database_url) as engine, engine.begin() as connection:
        for statement in DROP[engine_name]:
            connection.exec_driver_sql(statement.format(account=account, owner=engine.url.username))


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_no_password_stands_on_a_command_line(
    with_password: str, engine_name: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The programs get it all the same: a server that asks for it lets them in."""
    log = tmp_path / "arguments"
    for name in PROGRAMS[engine_name]:
        spy = tmp_path / "bin" / name
        spy.parent.mkdir(exist_ok=True)
        spy.write_text(SPY.format(log=log, program=shutil.which(name)), encoding="utf-8")
        spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    container = build(Settings(database_url=with_password))
    container.get(Backups).create(file)
    container.get(Backups).restore(file)
    container.close()
    arguments = log.read_text(encoding="utf-8")
    assert "--single-transaction" in arguments
    assert DIFFICULT not in arguments


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_command_line(university: Container, database_url: str, file: Path) -> None:
    cli = create_cli(lambda: build(Settings(database_url=database_url)))

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, ["backup", *arguments])
        return result.exit_code, result.output

    tables = len(metadata().tables) + 1
    code, output = run("create", str(file))
    assert (code, f"rows in {tables} tables" in output) == (0, True)
    assert run("verify", str(file))[0] == 0
    assert run("restore", str(file))[0] == 1
    code, output = run("restore", str(file), "--replace")
    assert (code, "university db upgrade" in output) == (0, True)
    assert run("verify", str(file.parent / "tuesday.backup"))[0] == 2


def test_memory_has_no_backups(file: Path) -> None:
    cli = create_cli(lambda: build(Settings(database_url="memory:")))
    result = CliRunner().invoke(cli, ["backup", "create", str(file)])
    assert (result.exit_code, "name a database" in result.output) == (2, True)
