"""Whether the university can answer."""

from __future__ import annotations

from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.unit_of_work import Units


class Readiness:
    """Asks the store itself: an answer from a cache would hide that it is gone."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def check(self) -> None:
        """Read something. Raises whatever the store raises when it does not answer."""
        with self._units() as work:
            work[CatalogueRepository].terms()
