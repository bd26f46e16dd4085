"""Reports find the rows that grow with the years through an index, says the engine's own plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from engines import ENGINES
from sqlalchemy import Connection, Engine, event

from university.adapters.campus import make_campus
from university.application.ports.campus_store import CampusStore
from university.application.ports.report_repository import ReportRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container, build
from university.settings import Settings

SPRING = "2027-spring"
Query = Callable[[ReportRepository], object]
BY_SECTION = "ix_enrolments_section_status_since"
WHERE_ROWS_GROW: dict[str, tuple[Query, set[str]]] = {
    "courses_nobody_takes": (lambda reports: reports.courses_nobody_takes(SPRING), {BY_SECTION}),
    "courses_with_more_than": (lambda reports: reports.courses_with_more_than(SPRING, 0), {BY_SECTION}),
    "fill_rates": (lambda reports: reports.fill_rates(SPRING), {"ix_sections_term"}),
    "first_arrivals": (lambda reports: reports.first_arrivals(SPRING, 2), {BY_SECTION}),
    "demand": (lambda reports: reports.demand(SPRING), {"ix_sections_term", "ix_sections_course_term"}),
    "grade_shares": (lambda reports: reports.grade_shares("BIO"), {"ix_sections_course_term"}),
}
"""Each report, and the indexes that spare it the other terms or departments. Averages need every grade."""

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
WHOLE_TABLE = re.compile(r"\b(?:SCAN|Seq Scan on) (enrolments|sections|sections_1|grades|grade_sheets)\b")


@pytest.fixture(scope="module", params=[name for name in ENGINES if name in EXPLAIN])
def university(
    request: pytest.FixtureRequest,
    databases: Callable[[str, Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Container]:
    url = databases(request.param, tmp_path_factory.mktemp("plans"))
    container = build(Settings(database_url=url))
    container.get(CampusStore).fill(make_campus(date(2026, 11, 20)), replace=True)
    engine = container.get(Engine)
    if engine.dialect.name == "postgresql":  # it would gather statistics by itself, but nobody knows when
        with engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    yield container
    container.close()


def plan(university: Container, query: Query) -> str:
    """The engine's plan for the one statement that the query sends."""
    engine = university.get(Engine)
    found: list[str] = []

    def explain(connection: Connection, _cursor, statement: str, values, *_: object) -> None:
        name = connection.dialect.name
        if not statement.startswith(("SELECT", "WITH")):
            return
        cursor = connection.connection.cursor()
        if name == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # small tables are sooner read whole
        cursor.execute(EXPLAIN[name] + statement, values)
        found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
        cursor.close()

    event.listen(engine, "before_cursor_execute", explain)
    with university.get(Units)() as work:
        query(work[ReportRepository])
    event.remove(engine, "before_cursor_execute", explain)
    (one,) = found
    return one


@pytest.mark.parametrize("name", WHERE_ROWS_GROW)
def test_only_rows_of_the_term_or_department_are_read(university: Container, name: str) -> None:
    query, indexes = WHERE_ROWS_GROW[name]
    if name == "first_arrivals" and university.get(Engine).dialect.name == "postgresql":
        # Of so few terms it reads the enrolments by status, and it is right: that is the shorter way.
        indexes = {"ix_sections_term"}
    said = plan(university, query)
    assert {index for index in indexes if index not in said} == set(), said
    assert not WHOLE_TABLE.search(said), said


def test_a_plan_shows_where_a_table_is_read_whole(university: Container) -> None:
    """Averages are made of every grade: the grades are read once, everything beside them by key."""
    said = plan(university, lambda reports: reports.standings_below(200))
    assert re.search(r"SCAN grades|Seq Scan on grades|Index Scan using \w+ on grades", said), said
    assert not WHOLE_TABLE.search(said.replace("SCAN grades", "").replace("Scan on grades", "")), said
