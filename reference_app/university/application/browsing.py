"""Reading the catalogue a part at a time, as programs do."""

from __future__ import annotations

from dataclasses import replace

from university.application.errors import no_course
from university.application.ports.catalogue_repository import CatalogueRepository, SectionSeats
from university.application.ports.clock import Clock
from university.application.ports.listings import CourseSlice, Listings, SectionSlice
from university.application.ports.unit_of_work import Units
from university.application.terms import current
from university.domain.catalogue import Course
from university.domain.errors import NotFound
from university.domain.terms import Term

__all__ = ["Browsing", "CourseSlice", "SectionSeats", "SectionSlice"]


class Browsing:
    """What anybody may read. Lists say with their second value whether there is more."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def courses(self, wanted: CourseSlice) -> tuple[list[Course], bool]:
        """The next courses that match."""
        with self._units() as work:
            found = work[Listings].courses(replace(wanted, limit=wanted.limit + 1))
        return found[: wanted.limit], len(found) > wanted.limit

    def sections(self, wanted: SectionSlice) -> tuple[list[SectionSeats], bool]:
        """The next sections that match."""
        with self._units() as work:
            found = work[Listings].sections(replace(wanted, limit=wanted.limit + 1))
        return found[: wanted.limit], len(found) > wanted.limit

    def course(self, code: str) -> Course:
        """One course. Raises NotFound."""
        with self._units() as work:
            found = next(iter(work[CatalogueRepository].courses([code])), None)
        if found is None:
            raise no_course(code)
        return found

    def section(self, id: str) -> SectionSeats:
        """One section as it stands. Raises NotFound."""
        with self._units() as work:
            found = work[CatalogueRepository].section(id)
        if found is None:
            raise NotFound(f"There is no section {id}.", remedy="Look at the list of sections.")
        return found

    def terms(self) -> tuple[list[Term], Term | None]:
        """Every term in the order of time, and the one that students enrol for."""
        with self._units() as work:
            known = work[CatalogueRepository].terms()
        return known, current(known, self._clock.now())

    def term(self, code: str) -> Term:
        """One term. Raises NotFound."""
        with self._units() as work:
            found = work[CatalogueRepository].term(code)
        if found is None:
            raise NotFound(f"There is no term {code}.", remedy="Look at the list of terms.")
        return found
