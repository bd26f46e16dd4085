"""The catalogue, remembered for as long as a reader would not mind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from university.application import plain_form
from university.application.catalogue import (
    Catalogue,
    CourseDetail,
    CourseQuery,
    DepartmentPage,
    DepartmentSummary,
    Page,
    SectionSeats,
)
from university.application.ports.cache import Cache, Key
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.clock import Clock
from university.application.ports.unit_of_work import Units
from university.domain.catalogue import Course

T = TypeVar("T")

CATALOGUE = "catalogue"
"""Namespace of what changes a few times a term: departments, courses, the term."""
CATALOGUE_TTL = 60.0
"""Seconds. Changes are announced (see `invalidation`); this bounds what is shown where one was not heard."""

SEATS = "seats"
"""Namespace of what changes with every enrolment."""
SEATS_TTL = 2.0
"""Seconds. People look at a page for longer, and enrolling goes by the true count, never by this one."""


class CachedCatalogue(Catalogue):
    """Answers like Catalogue, without the database where it was asked the same shortly before."""

    def __init__(self, units: Units, clock: Clock, cache: Cache) -> None:
        super().__init__(units, clock)
        self._cache = cache

    def departments(self) -> list[DepartmentSummary]:
        """Every department with the number of its courses, ordered by code."""
        return self._remember(Key(CATALOGUE, ("departments",)), CATALOGUE_TTL, super().departments)

    def department(self, code: str) -> DepartmentPage:
        """The department and its courses. Raises NotFound."""
        load = super().department
        return self._remember(Key(CATALOGUE, ("department", code)), CATALOGUE_TTL, lambda: load(code))

    def courses(self, query: CourseQuery) -> Page[Course]:
        """The courses that match; remembered where somebody leafs through lists.

        A search for words is hardly ever repeated, and anybody can make up as many as they like: those would
        only push out what is useful.
        """
        load = super().courses
        if query.text:
            return load(query)
        key = Key(CATALOGUE, ("courses", query.department, query.credits, query.page, query.page_size))
        return self._remember(key, CATALOGUE_TTL, lambda: load(query))

    def course(self, code: str) -> CourseDetail:
        """The course with its neighbours and this term's sections, seats a moment old. Raises NotFound."""
        detail = self._remember(
            Key(CATALOGUE, ("course", code)), CATALOGUE_TTL, lambda: self._read_course(code)
        )
        if detail.term is None:
            return detail
        key = Key(SEATS, ("sections", code, detail.term.code))
        return replace(detail, sections=self._remember(key, SEATS_TTL, lambda: self._read_sections(detail)))

    def _read_course(self, code: str) -> CourseDetail:
        with self._units() as work:
            return self._detail(work[CatalogueRepository], code)

    def _read_sections(self, detail: CourseDetail) -> list[SectionSeats]:
        with self._units() as work:
            return self._sections(work[CatalogueRepository], detail)

    def _remember(self, key: Key, ttl: float, load: Callable[[], T]) -> T:
        data = self._cache.remember(key, ttl, lambda: plain_form.write(load()))
        try:
            return cast(T, plain_form.read(data))
        except plain_form.Unreadable:
            # Another version of the app, before or after a deployment, may share the cache.
            self._cache.delete(key)
            return load()
