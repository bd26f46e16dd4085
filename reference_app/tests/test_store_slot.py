"""The slot of the unit of work: what is put in is obeyed, and a faulty unit is noticed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_campus import NOW, REGISTRAR, small_campus
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from university.adapters.clock import FixedClock
from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.unit_of_work import DatabaseUnitOfWork
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreUnavailable
from university.application.ports.campus_store import CampusStore
from university.bootstrap import build
from university.domain.enrolment import Status
from university.settings import Settings


class Careless(DatabaseUnitOfWork):
    """Commits whatever was done, also when the use case failed."""

    def __exit__(self, *_: Any) -> None:
        self._session.commit()
        self._session.close()


class Forgetful(DatabaseUnitOfWork):
    """Writes, and never commits."""

    def commit(self) -> None:
        self._session.flush()


def day(folder: Path, make: Any) -> None:
    """A use case that fails half-way leaves nothing behind; one that ends well stays."""
    university = build(
        Settings(database_url=f"sqlite:///{folder / 'university.db'}"),
        {"store.unit_of_work": make, "clock": lambda: FixedClock(NOW)},
    )
    try:
        store, desk, engine = (
            university.get(CampusStore),
            university.get(EnrolmentDesk),
            university.get(Engine),
        )
        store.prepare()
        store.fill(small_campus(), replace=True)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE events RENAME TO events_away"))
        with pytest.raises((StoreUnavailable, OperationalError)):
            desk.enrol(REGISTRAR, "S-1", "BIO-201-A")
        assert taken(engine) == 0
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE events_away RENAME TO events"))
        assert desk.enrol(REGISTRAR, "S-1", "BIO-201-A").status is Status.ENROLLED
        assert taken(engine) == 1
    finally:
        university.close()


def taken(engine: Engine) -> int | None:
    """The seats taken in BIO-201-A, as another session sees them."""
    with Session(engine) as session:
        return session.scalar(select(SectionRow.seats_taken).where(SectionRow.id == "BIO-201-A"))


def test_the_app_s_own_unit_passes(tmp_path: Path) -> None:
    day(tmp_path, DatabaseUnitOfWork)


@pytest.mark.parametrize("faulty", [Careless, Forgetful])
def test_a_faulty_unit_is_noticed(tmp_path: Path, faulty: Any) -> None:
    with pytest.raises(AssertionError):
        day(tmp_path, faulty)
