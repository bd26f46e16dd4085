"""Units of work: all or nothing, and a store that fails says so in plain words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from small_campus import NOW, MakeUniversity, place, small_campus
from sqlalchemy import Engine

from university.adapters.db.base import Instant
from university.application.campus import Seeding
from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreUnavailable
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import build
from university.domain.enrolment import Enrolment, Status
from university.settings import Settings


def test_leaving_without_commit_undoes_everything(make_university: MakeUniversity) -> None:
    units = make_university().get(Units)
    with units() as work:
        assert work[EnrolmentRepository].add(place("S-1", "BIO-201-A"))
        seats = work[CatalogueRepository].section("BIO-201-A")
        assert seats is not None
        assert seats.enrolled == 1, "a unit sees its own changes"
    with units() as work:
        assert work[EnrolmentRepository].find("S-1", "BIO-201-A") is None


def test_an_error_undoes_everything(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A")))
    units = university.get(Units)
    with pytest.raises(RuntimeError), units() as work:
        work[EnrolmentRepository].remove(place("S-1", "BIO-201-A"))
        raise RuntimeError
    assert len(university.get(EnrolmentDesk).timetable("S-1").entries) == 1


def test_removing_twice_frees_one_seat(make_university: MakeUniversity) -> None:
    units = make_university(small_campus(place("S-1", "BIO-201-A"))).get(Units)
    with units() as work:
        for _ in range(2):
            work[EnrolmentRepository].remove(place("S-1", "BIO-201-A"))
        seats = work[CatalogueRepository].section("BIO-201-A")
        assert seats is not None
        assert seats.enrolled == 0


def test_a_place_that_comes_back_is_read_as_it_is_now(make_university: MakeUniversity) -> None:
    units = make_university(small_campus(place("S-1", "BIO-201-A", Status.WAITLISTED))).get(Units)
    with units() as work:
        enrolments = work[EnrolmentRepository]
        waiting = enrolments.find("S-1", "BIO-201-A")
        assert waiting is not None
        enrolments.remove(waiting)
        assert enrolments.find("S-1", "BIO-201-A") is None
        assert enrolments.add(place("S-1", "BIO-201-A"))
        assert enrolments.find("S-1", "BIO-201-A") == place("S-1", "BIO-201-A")


def test_a_port_that_nobody_fulfils_is_an_error(make_university: MakeUniversity) -> None:
    with make_university().get(Units)() as work, pytest.raises(KeyError):
        work[int]


def test_a_seat_goes_to_nobody_from_outside_the_waitlist(make_university: MakeUniversity) -> None:
    outsider = Enrolment("S-4", "BIO-201-A", Status.WAITLISTED, NOW)
    campus = small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", Status.WAITLISTED))
    university = make_university(campus, {"waitlist.next_in_line": lambda waiting, can_take: outsider})
    desk = university.get(EnrolmentDesk)
    with pytest.raises(ValueError, match="not on its waitlist"):
        desk.drop("S-1", "BIO-201-A")
    assert [entry.section.id for entry in desk.timetable("S-1").entries] == ["BIO-201-A"]


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
