"""Values come back as they went in, and compare and sort alike, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from engines import engine_at
from small_campus import ART, BIO, REGISTRAR, small_campus
from sqlalchemy import Column, Connection, MetaData, Row, Table, func, insert, select

from university.adapters.db.base import Exact, Instant, LocalDateTime, LocalTime, Words
from university.application.catalogue import Catalogue, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import CampusStore
from university.bootstrap import build
from university.domain.errors import InvalidValue, NotFound
from university.settings import Settings

SCRATCH = Table(
    "scratch",
    MetaData(),
    Column("code", Words(12), primary_key=True),
    Column("prose", Words()),
    Column("at", Instant()),
    Column("local", LocalDateTime()),
    Column("clock", LocalTime()),
    Column("exact", Exact(5, 2)),
    prefixes=["TEMPORARY"],
)


@pytest.fixture
def scratch(database_url: str) -> Iterator[Connection]:
    with engine_at(database_url) as engine, engine.connect() as connection:
        SCRATCH.create(connection)
        yield connection


def stored(connection: Connection, **values: object) -> Row[tuple[object, ...]]:
    connection.execute(insert(SCRATCH).values(**{"code": "X", **values}))
    return connection.execute(select(SCRATCH)).one()


def test_codes_differ_by_case_by_accent_and_by_a_space_at_the_end(scratch: Connection) -> None:
    codes = ["A", "a", "A ", " A", "Ä", "ä", "A-1", "A1", "AB", "Z", "é", "ß", "ss", "ø", "漢", "🎓"]
    scratch.execute(insert(SCRATCH), [{"code": code} for code in codes])
    for code in codes:
        assert scratch.scalars(select(SCRATCH.c.code).where(SCRATCH.c.code == code)).all() == [code]
    assert scratch.scalars(select(SCRATCH.c.code).order_by(SCRATCH.c.code)).all() == sorted(codes)


def test_text_of_any_length_and_script(scratch: Connection) -> None:
    prose = "Ω 🎓 '\"\\%_ line\nline\ttab " * 4000
    assert stored(scratch, prose=prose).prose == prose


BROKEN = ["\0", "BIO\0", "\ud800", "a\udfff"]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_not_every_engine_can_keep_is_not_there(make_university, broken: str) -> None:
    university = make_university()
    desk, catalogue = university.get(EnrolmentDesk), university.get(Catalogue)
    assert desk.students(REGISTRAR, broken) == []
    assert catalogue.courses(CourseQuery(text=broken, department=broken)).items == []
    for use in (
        catalogue.course,
        catalogue.department,
        lambda text: desk.enrol(REGISTRAR, text, "BIO-201-A"),
        lambda text: desk.enrol(REGISTRAR, "S-1", text),
    ):
        with pytest.raises(NotFound):
            use(broken)


@pytest.mark.parametrize("broken", BROKEN)
def test_what_not_every_engine_can_keep_is_not_written(database_url: str, broken: str) -> None:
    university = build(Settings(database_url=database_url))
    campus = replace(small_campus(), departments=(ART, replace(BIO, name=broken)))
    with pytest.raises(InvalidValue, match="cannot be kept"):
        university.get(CampusStore).fill(campus, replace=True)
    assert university.get(Catalogue).departments() == [], "nothing is half written"
    university.close()


def test_text_that_is_longer_than_its_column_is_refused(database_url: str, engine_name: str) -> None:
    university = build(Settings(database_url=database_url))
    campus = replace(small_campus(), departments=(ART, replace(BIO, name="B" * 201)))
    if engine_name == "sqlite":
        # SQLite knows no lengths: there the domain alone keeps text short.
        assert university.get(CampusStore).fill(campus, replace=True)
    else:
        with pytest.raises(InvalidValue, match="too large"):
            university.get(CampusStore).fill(campus, replace=True)
        assert university.get(Catalogue).departments() == [], "nothing is half written"
    university.close()


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2027, 1, 20, 12, 0, 0, 123456, tzinfo=UTC),
        datetime(2027, 7, 1, 0, 30, tzinfo=ZoneInfo("Asia/Kolkata")),
        datetime(2027, 10, 31, 1, 30, tzinfo=ZoneInfo("Europe/London"), fold=1),
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_instants_come_back_in_utc_to_the_microsecond(scratch: Connection, instant: datetime) -> None:
    back = stored(scratch, at=instant).at
    assert (back, back.tzinfo) == (instant.astimezone(UTC), UTC)
    assert scratch.scalar(select(SCRATCH.c.code).where(SCRATCH.c.at == instant)) == "X"


def test_local_times_stay_local(scratch: Connection) -> None:
    row = stored(scratch, local=datetime(2027, 3, 28, 1, 30, 0, 1), clock=time(23, 59, 59, 999999))
    assert (row.local, row.clock) == (datetime(2027, 3, 28, 1, 30, 0, 1), time(23, 59, 59, 999999))


def test_a_time_of_the_wrong_kind_never_reaches_the_database(scratch: Connection) -> None:
    for column, wrong in (("at", datetime(2027, 1, 1)), ("local", datetime(2027, 1, 1, tzinfo=UTC))):
        with pytest.raises(Exception, match="time zone"):
            stored(scratch, **{column: wrong})


def test_decimals_are_exact_also_in_sums(scratch: Connection) -> None:
    parts = ["0.10", "0.20", "-1.05", "999.99", "3.7"]
    rows = [{"code": str(number), "exact": Decimal(part)} for number, part in enumerate(parts)]
    scratch.execute(insert(SCRATCH), rows)
    back = scratch.scalars(select(SCRATCH.c.exact).order_by(SCRATCH.c.code)).all()
    assert [str(value) for value in back] == ["0.10", "0.20", "-1.05", "999.99", "3.70"]
    assert str(scratch.scalar(select(func.sum(SCRATCH.c.exact)))) == "1002.94"
    assert scratch.scalar(select(func.count()).where(SCRATCH.c.exact > Decimal("0.15"))) == 3


@pytest.mark.parametrize("wrong", ["3.705", "1000", "-1000.00"])
def test_a_decimal_is_never_rounded_in_silence(scratch: Connection, wrong: str) -> None:
    with pytest.raises(Exception, match="does not fit into 5 digits"):
        stored(scratch, exact=Decimal(wrong))


@pytest.mark.parametrize("text", ["Öztürk", "ÖZTÜRK", "öztürk", "TÜR"])
def test_people_are_found_whatever_the_case(make_university, text: str) -> None:
    found = make_university().get(EnrolmentDesk).students(REGISTRAR, text)
    assert [student.name for student in found] == ["Elif Öztürk"]


@pytest.mark.parametrize("text", ["%", "_", "/", "\\", "'", "x" * 99])
def test_no_character_of_a_search_is_a_pattern(make_university, text: str) -> None:
    university = make_university()
    titles = [c.title for c in university.get(Catalogue).courses(CourseQuery(text=text)).items]
    assert titles == (["Drawing 100%"] if text == "%" else [])
    names = [student.name for student in university.get(EnrolmentDesk).students(REGISTRAR, text)]
    assert names == (["Bea O'Brien"] if text == "'" else [])
