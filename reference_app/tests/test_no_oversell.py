"""No seat is sold twice, whoever fights and whoever is killed; and the fight notices an app that is broken.

The fights here are short. `python -m fight` holds longer ones and prints what they came to.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from engines import ENGINES, SERVERS_HERE
from fight.arena import Plan, hold
from fight.arena_campus import BEGIN, DROPPING, campus
from fight.report import Report
from sqlalchemy import Engine, event, select

from university.adapters.db.catalogue_rows import SectionRow
from university.application.ports.campus_store import CampusStore
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import build
from university.domain.enrolment import Enrolment, Status
from university.domain.waitlist import offer
from university.settings import Settings

ATTEMPTS = {"sqlite": 320, "postgresql": 480, "mariadb": 480}
SECTION = "HOT-100-A"

NOTICED = [
    ("check_then_insert", "counter wrong", SERVERS_HERE),
    ("commits_half_way", ("log and rows disagree", "change of a place that was"), ["sqlite"]),
    ("forgets_drops", "log and rows disagree", ["sqlite"]),
    ("last_in_line", "offered past", ["sqlite"]),
    ("locks_two_students", ("deadlock", "database"), SERVERS_HERE),
]
"""A fault, the beginning of what the fight must say of it, and where it can show: SQLite has one writer.

Where chance decides, it may be one of several. What does not depend on the engine is shown on one of them,
because each fight takes seconds."""

KILLS = 4
FIGHTS = 8
"""So many fights are held until chance has shown what it must: on a busy machine two fighters may not meet in
one of them, or be done before somebody could be killed."""


@pytest.fixture
def fight(databases: Callable[[str, Path], str], tmp_path: Path) -> Callable[..., Report]:
    """`fight(engine, attempts=…)` holds a fight there, in a folder of its own for its journals."""
    fights = itertools.count()

    def held(engine: str, **plan: object) -> Report:
        folder = tmp_path / f"fight-{next(fights)}"
        folder.mkdir()
        return hold(Plan(databases(engine, folder), folder, **plan))  # type: ignore[arg-type]

    return held


@pytest.mark.parametrize("engine", ENGINES)
def test_no_seat_is_sold_twice(fight: Callable[..., Report], engine: str) -> None:
    def sound(**plan: int) -> Report:
        report = fight(engine, attempts=ATTEMPTS[engine], kills=KILLS, **plan)
        assert report.violations == [], str(report)
        assert report.attempts == ATTEMPTS[engine]
        return report

    assert any(_met_everything(sound(seed=seed)) for seed in range(FIGHTS))


def _met_everything(report: Report) -> bool:
    """Whether all were killed who should be, and enough offers looked at, in which nobody was passed over."""
    happened = {"enrolled", "waitlisted", "seat_offered", "dropped", "withdrew"} <= report.events.keys()
    return report.kills.total() == KILLS and report.judged > 10 and happened


@pytest.mark.parametrize(
    ("fault", "noticed", "engine"),
    [(fault, noticed, engine) for fault, noticed, engines in NOTICED for engine in engines],
)
def test_a_broken_app_is_noticed(
    fight: Callable[..., Report], fault: str, noticed: str | tuple[str, ...], engine: str
) -> None:
    attempts = 320 if fault == "locks_two_students" else 160  # two must meet crosswise
    kills = 4 if fault == "commits_half_way" else 0
    reports = (
        fight(engine, attempts=attempts, kills=kills, seed=seed, fault=fault) for seed in range(FIGHTS)
    )
    assert any(kind.startswith(noticed) for report in reports for kind in report.kinds)


@pytest.mark.parametrize("engine_name", SERVERS_HERE)
def test_an_offer_and_a_newcomer_never_wait_for_each_other(database_url: str) -> None:
    """A newcomer joins the line just before the offer is counted: one of them waits, and both are done."""
    university = build(Settings(database_url=database_url))
    waiting = Enrolment("S-0", SECTION, Status.WAITLISTED, BEGIN)
    university.get(CampusStore).fill(replace(campus(2), enrolments=(waiting,)), replace=True)
    units, engine = university.get(Units), university.get(Engine)
    newcomer = threading.Thread(target=_join, args=(units,))

    def meet(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE sections") and newcomer.ident is None:
            newcomer.start()
            newcomer.join(1)  # where the offer has the section already, the newcomer is still waiting for it

    event.listen(engine, "before_cursor_execute", meet)
    with units() as work:
        assert work[EnrolmentRepository].move(waiting, offer(waiting, DROPPING, BEGIN))
        work.commit()
    newcomer.join()
    with engine.connect() as connection:
        counters = select(SectionRow.seats_taken, SectionRow.waiting).where(SectionRow.id == SECTION)
        assert connection.execute(counters).one() == (1, 1)
    university.close()


def _join(units: Units) -> None:
    with units() as work:
        assert work[EnrolmentRepository].add(Enrolment("S-1", SECTION, Status.WAITLISTED, BEGIN))
        work.commit()
