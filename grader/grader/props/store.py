"""A university on a real SQLite database, with a learner's unit of work in the slot `store.unit_of_work`."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text

from grader.props.morning import clock
from university.adapters.db.engine import make_engine
from university.adapters.db.tables import metadata
from university.application.enrolment import EnrolmentDesk
from university.application.front_desk import FRONT_DESK
from university.application.ports.campus_store import Campus, CampusStore
from university.bootstrap import build
from university.domain.catalogue import Course, Department, Section
from university.domain.people import Professor, Student
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday
from university.settings import Settings

SECTION = "MUS-310-A"
STUDENTS = ("S-1", "S-2", "S-3")
_WINDOW = Window(datetime(2026, 12, 1, 8), datetime(2027, 2, 1, 17))
_TERM = Term(
    *("2027-spring", "Spring 2027", date(2027, 1, 4), date(2027, 5, 21), "Europe/London"),
    add=_WINDOW,
    drop=_WINDOW,
    withdraw=Window(datetime(2027, 2, 1, 17), datetime(2027, 4, 16, 17)),
    grading=Window(datetime(2027, 5, 10, 8), datetime(2027, 6, 4, 17)),
)


def morning(make: Callable[..., Any], *wishes: str) -> dict[str, object]:
    """A morning at the enrolment desk of a university with one section of two seats and one waiting place.

    A wish is `S-1 enrols`, `S-1 drops`, or `S-1 enrols unlogged`: then the log of events cannot be written,
    after the seat was counted, so that the whole use case fails. Told are the `answers` to the wishes, and
    the section's counters as another connection sees them: `taken` and `waiting`.
    """
    parts = {"store.unit_of_work": make, "clock": clock}
    with (
        _database() as engine,
        contextlib.closing(build(Settings(database_url=str(engine.url)), parts)) as university,
    ):
        university.decorate(Engine, lambda _, __: engine)
        desk = university.get(EnrolmentDesk)
        answers = [_answer(desk, engine, wish) for wish in wishes]
        with engine.connect() as connection:
            taken, waiting = connection.execute(text("SELECT seats_taken, waiting FROM sections")).one()
        return {"answers": answers, "taken": taken, "waiting": waiting}


def rehearse() -> None:
    """Let a morning pass: whoever forks from this process has the filled database, and an engine that has
    compiled what a morning sends."""
    from university.adapters.db.unit_of_work import DatabaseUnitOfWork  # what a task takes away, later

    morning(DatabaseUnitOfWork, "S-1 enrols", "S-2 enrols unlogged", "S-2 enrols", "S-3 enrols", "S-1 drops")


@contextlib.contextmanager
def _database() -> Iterator[Engine]:
    """The engine, on a file of its own with the campus."""
    engine = _engine()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "university.db")
        file.write_bytes(_filled())

        def here(_dialect: object, _record: object, place: list[str], _options: object) -> None:
            place[0] = str(file)

        event.listen(engine, "do_connect", here)
        try:
            yield engine
        finally:
            engine.dispose()
            event.remove(engine, "do_connect", here)


@cache
def _engine() -> Engine:
    """One for all mornings: each statement is compiled once."""
    engine = make_engine("sqlite:///university.db")
    event.listen(engine, "connect", _hasten)
    return engine


@cache
def _filled() -> bytes:
    """An SQLite file with the campus."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "university.db")
        university = build(Settings(database_url=f"sqlite:///{file}"))
        metadata().create_all(university.get(Engine))
        university.get(CampusStore).fill(_campus(), replace=True)
        university.close()
        return file.read_bytes()


def _answer(desk: EnrolmentDesk, engine: Engine, wish: str) -> str:
    student, verb, *unlogged = wish.split()
    if unlogged:
        _rename(engine, "events", "events_away")
    try:
        if verb == "drops":
            desk.drop(FRONT_DESK, student, SECTION)
            return "dropped"
        return desk.enrol(FRONT_DESK, student, SECTION).status.value
    except NotImplementedError:
        raise
    except Exception as error:
        return "failed" if unlogged else type(error).__name__
    finally:
        if unlogged:
            _rename(engine, "events_away", "events")


def _hasten(connection: Any, _: object) -> None:
    # Nobody else writes here: a lock that is held was forgotten, and nobody gives it back while we wait.
    connection.execute("PRAGMA busy_timeout = 0")
    # And nobody looks for the file afterwards: no commit need wait for the disk.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY")


def _rename(engine: Engine, old: str, new: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


def _campus() -> Campus:
    meeting = Meeting(Weekday.MONDAY, time(9), time(10), "Harbour 101")
    return Campus(
        departments=(Department("MUS", "Music", "Listening and playing."),),
        courses=(Course("MUS-310", "Counterpoint", "MUS", 3, "Two voices and more."),),
        professors=(Professor("P-1", "Nare Petrosyan", "MUS"),),
        terms=(_TERM,),
        sections=(Section(SECTION, "MUS-310", _TERM.code, "P-1", 2, 1, (meeting,)),),
        students=tuple(Student(number, f"Student {number}") for number in STUDENTS),
        enrolments=(),
    )
