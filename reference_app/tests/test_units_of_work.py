"""Units of work: all or nothing, and a store that fails says so in plain words."""

from __future__ import annotations

import pytest
from small_campus import REGISTRAR, MakeUniversity, place, small_campus

from university.application.enrolment import EnrolmentDesk
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.unit_of_work import Units
from university.domain.enrolment import Status


def test_leaving_without_commit_undoes_everything(make_university: MakeUniversity) -> None:
    units = make_university().get(Units)
    with units() as work:
        assert work[EnrolmentRepository].add(place("S-1", "BIO-201-A"))
        seats = work[CatalogueRepository].section("BIO-201-A")
        assert seats is not None
        assert seats.seats_taken == 1, "a unit sees its own changes"
    with units() as work:
        assert work[EnrolmentRepository].find("S-1", "BIO-201-A") is None


def test_an_error_undoes_everything(make_university: MakeUniversity) -> None:
    university = make_university(small_campus(place("S-1", "BIO-201-A")))
    units = university.get(Units)
    with pytest.raises(RuntimeError), units() as work:
        work[EnrolmentRepository].remove(place("S-1", "BIO-201-A"))
        raise RuntimeError
    assert len(university.get(EnrolmentDesk).timetable(REGISTRAR, "S-1").entries) == 1


def test_removing_twice_frees_one_seat(make_university: MakeUniversity) -> None:
    units = make_university(small_campus(place("S-1", "BIO-201-A"))).get(Units)
    with units() as work:
        removed = [work[EnrolmentRepository].remove(place("S-1", "BIO-201-A")) for _ in range(2)]
        assert removed == [True, False]
        seats = work[CatalogueRepository].section("BIO-201-A")
        assert seats is not None
        assert seats.seats_taken == 0


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
