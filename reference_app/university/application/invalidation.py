"""Telling the cache what has changed, wherever it was changed."""

from __future__ import annotations

from university.application.cached_catalogue import CATALOGUE, SEATS
from university.application.forwarding import ForwardingUnit
from university.application.ports.cache import Cache
from university.application.ports.campus_store import Campus, CampusStore
from university.application.ports.unit_of_work import UnitOfWork, Units


class InvalidatingUnits:
    """Fulfils Units: after every commit the seats are read anew.

    Not after a change of seats alone: an invalidation too many costs two queries, one too few shows a wrong
    number, and so no use case can forget it.
    """

    def __init__(self, units: Units, cache: Cache) -> None:
        self._units = units
        self._cache = cache

    def __call__(self) -> UnitOfWork:
        """A fresh unit."""
        return _InvalidatingUnit(self._units(), self._cache)


class _InvalidatingUnit(ForwardingUnit):
    """One unit; the invalidation comes after the commit, or a reader would keep the old state once more."""

    def __init__(self, work: UnitOfWork, cache: Cache) -> None:
        super().__init__(work)
        self._cache = cache

    def commit(self) -> None:
        """Keep everything done so far, and tell the cache."""
        super().commit()
        self._cache.invalidate(SEATS)


class InvalidatingCampusStore:
    """Fulfils CampusStore: after a new campus everything is read anew."""

    def __init__(self, store: CampusStore, cache: Cache) -> None:
        self._store = store
        self._cache = cache

    def prepare(self) -> None:
        """Make what is missing."""
        self._store.prepare()

    def fill(self, campus: Campus, *, replace: bool) -> bool:
        """Store the campus; False when there is one and it should stay."""
        filled = self._store.fill(campus, replace=replace)
        if filled:
            self._cache.invalidate(CATALOGUE)
            self._cache.invalidate(SEATS)
        return filled
