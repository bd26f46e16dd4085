"""What only a database does, on each engine: many processes, checks, sessions set up right, no leftovers."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime
from multiprocessing.synchronize import Barrier

import pytest
from flask import Flask
from small_campus import NOW, PAST, TERM, place, section, small_campus
from sqlalchemy import Engine, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from test_last_seat import CROWD, EXPECTED, SEATS, WAITLIST, crowded, outcome, seats

from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.grade_rows import GradeRow
from university.adapters.db.user_rows import UserRow
from university.application.campus import Seeding
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import CampusStore
from university.application.users import normalised
from university.bootstrap import Container, build
from university.domain.enrolment import Status
from university.domain.grading import GRADES
from university.domain.terms import Window
from university.settings import Settings

SESSION = {
    "sqlite": {"PRAGMA foreign_keys": 1, "PRAGMA journal_mode": "wal", "PRAGMA busy_timeout": 10_000},
    "postgresql": {
        "SHOW transaction_isolation": "read committed",
        "SHOW timezone": "UTC",
        "SHOW lock_timeout": "10s",
        "SHOW statement_timeout": "30s",
        "SHOW client_encoding": "UTF8",
    },
    "mariadb": {
        "SELECT @@tx_isolation": "READ-COMMITTED",
        "SELECT @@time_zone": "+00:00",
        "SELECT @@innodb_lock_wait_timeout": 10,
        "SELECT @@lock_wait_timeout": 10,
        "SELECT @@max_statement_time": 30.0,
        "SELECT @@sql_mode LIKE '%STRICT_ALL_TABLES%'": 1,
        "SELECT @@character_set_client": "utf8mb4",
    },
}
"""What every connection of the app answers, on each engine."""


@pytest.fixture
def university(database_url: str) -> Iterator[Container]:
    container = build(Settings(database_url=database_url))
    yield container
    container.close()


def _in_own_process(url: str, numbers: range) -> list[str]:
    university = build(Settings(database_url=url))
    desk = university.get(EnrolmentDesk)
    _everybody_is_ready.wait(timeout=60)
    got = [outcome(desk, f"S-{100 + number}", "BIO-201-A") for number in numbers]
    university.close()
    return got


def _remember(barrier: Barrier) -> None:
    global _everybody_is_ready
    _everybody_is_ready = barrier


def test_processes_on_one_database(university: Container, database_url: str) -> None:
    # These processes go by the machine's clock, so the window is open in any case.
    open_long = replace(TERM, add=Window(datetime(2000, 1, 1), datetime(2999, 1, 1)))
    campus = crowded(section(capacity=SEATS, waitlist=WAITLIST))
    university.get(CampusStore).fill(replace(campus, terms=(PAST, open_long)), replace=True)
    workers = 3
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers)
    with ProcessPoolExecutor(workers, context, initializer=_remember, initargs=(ready,)) as pool:
        shares = [range(worker, CROWD, workers) for worker in range(workers)]
        answers = pool.map(_in_own_process, [database_url] * workers, shares)
        got = [answer for share in answers for answer in share]
    assert Counter(got) == EXPECTED
    assert seats(university) == (SEATS, WAITLIST)


@pytest.mark.parametrize("counter", ["seats_taken", "waiting"])
@pytest.mark.parametrize("value", [-1, 3])
def test_the_database_itself_refuses_to_oversell(university: Container, counter: str, value: int) -> None:
    university.get(CampusStore).fill(small_campus(sections=(section(capacity=2, waitlist=2),)), replace=False)
    with university.get(Engine).connect() as connection, pytest.raises(DBAPIError, match="ck_sections"):
        connection.execute(update(SectionRow).values({counter: value}))


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ("UPDATE enrolments SET status = 'elsewhere'", "ck_enrolments_status"),
        ("UPDATE enrolments SET status = 'offered'", "ck_enrolments_only_an_offer_expires"),
        ("UPDATE enrolments SET expires = since", "ck_enrolments_only_an_offer_expires"),
        ("UPDATE requirements SET kind = 'all'", "ck_requirements_only_a_course"),
        ("UPDATE requirements SET needs = course", "ck_requirements_not_itself"),
        ("UPDATE requirements SET parent = node", "ck_requirements_parents_first"),
        ("UPDATE terms SET add_closes = add_opens", "ck_terms_add_is_open"),
        ("UPDATE grade_sheets SET state = 'lost'", "ck_grade_sheets_state"),
        ("UPDATE grade_sheets SET version = -1", "ck_grade_sheets_version"),
        ("UPDATE grades SET grade = 'A+'", "ck_grades_grade"),
        ("UPDATE students SET version = -1", "ck_students_version"),
        ("UPDATE meetings SET day = 0", "ck_meetings_day"),
        ("UPDATE meetings SET day = 8", "ck_meetings_day"),
        ("UPDATE requirements SET minimum = 'P'", "ck_requirements_minimum"),
        ("UPDATE users SET email = upper(email)", "ck_users_email"),
    ],
)
def test_the_database_itself_refuses_what_can_never_be(
    university: Container, broken: str, constraint: str
) -> None:
    university.get(CampusStore).fill(small_campus(), replace=False)
    with university.get(Engine).connect() as connection, pytest.raises(DBAPIError, match=constraint):
        connection.execute(text(broken))


def test_the_database_itself_keeps_every_grade_that_there_is(university: Container) -> None:
    university.get(CampusStore).fill(small_campus(), replace=False)
    with university.get(Engine).connect() as connection:
        for grade in GRADES:
            connection.execute(update(GradeRow).values(grade=grade))
            assert set(connection.scalars(select(GradeRow.grade))) == {grade}


def test_two_spellings_of_one_address_cannot_both_be_kept(university: Container) -> None:
    university.get(CampusStore).fill(small_campus(), replace=False)
    with university.get(Engine).connect() as connection:
        connection.execute(insert(UserRow).values(id="U-8", email="zoë@example.org", name="Zoë"))
        for other in ("zoë@example.org", "Zoë@example.org", "ZOË@EXAMPLE.ORG", "zoË@example.org"):
            with pytest.raises(DBAPIError, match="users"), connection.begin_nested():
                connection.execute(insert(UserRow).values(id="U-9", email=other, name="Another Zoë"))


def test_every_engine_takes_an_address_as_the_app_writes_it(university: Container) -> None:
    """Where an engine had other small letters than Python, a user could not be made."""
    letters = sorted({normalised(chr(code)) for code in range(0x2000) if chr(code).isalpha()})
    users = [
        {"id": str(number), "email": f"{number}{letter}@example.org", "name": "Somebody"}
        for number, letter in enumerate(letters)
    ]
    with university.get(Engine).connect() as connection:
        connection.execute(insert(UserRow), users)
        assert connection.scalar(select(func.count()).select_from(UserRow)) == len(letters)


def test_a_student_has_one_place_in_a_section(university: Container) -> None:
    twice = small_campus(place("S-1", "BIO-201-A"), place("S-1", "BIO-201-A", Status.WAITLISTED))
    with pytest.raises(DBAPIError, match=r"(?i)unique|duplicate"):
        university.get(CampusStore).fill(twice, replace=False)


def test_the_database_itself_refuses_references_to_nothing(university: Container) -> None:
    university.get(CampusStore).fill(small_campus(), replace=False)
    with university.get(Engine).connect() as connection, pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        connection.execute(text("DELETE FROM courses WHERE code = 'BIO-201'"))


def test_every_connection_is_set_up(university: Container, engine_name: str) -> None:
    with university.get(Engine).connect() as connection:
        answers = {question: connection.scalar(text(question)) for question in SESSION[engine_name]}
    assert answers == SESSION[engine_name]


def test_an_app_that_ends_leaves_no_connection_open(university: Container) -> None:
    with university.get(Engine).connect() as connection:
        opened = connection.connection.dbapi_connection
    assert opened is not None
    opened.cursor().close()
    university.close()
    with pytest.raises(Exception, match=r"(?i)closed|\(0, ''\)"):
        opened.cursor().execute("SELECT 1")
    university.close()  # a second time there is nothing to do


def test_building_opens_nothing(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    container = build()
    container.get(Engine)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_imported_that_sqlite_does_not_need() -> None:
    code = (
        "import sys; from sqlalchemy import Engine; from university.bootstrap import build; "
        "build().get(Engine); "
        "print([name for name in ('psycopg', 'pymysql', 'greenlet', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_site_stands_on_each_engine(university: Container) -> None:
    university.get(Seeding).fill(NOW.date(), replace=True)
    site = university.get(Flask)
    site.config["WTF_CSRF_ENABLED"] = False
    client = site.test_client()
    for path in ("/", "/departments/", "/departments/BIO", "/courses/", "/courses/BIO-201", "/desk/"):
        assert client.get(path).status_code == 200, path
    assert "Öztürk" in client.get("/desk/", query_string={"q": "ÖZTÜRK"}).text
