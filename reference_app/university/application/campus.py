"""A whole university at once, and how it comes into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from university.application.ports.campus_store import Campus, CampusStore

__all__ = ["Campus", "CampusStore", "Hints", "MakeCampus", "Seeding"]

Hints = Callable[[], Iterable[str]]
"""Lines for whoever wants to look around, such as who can sign in."""

MakeCampus = Callable[[date], Campus]
"""The campus as it is on a day; the same day gives the same campus."""


@dataclass(frozen=True, slots=True)
class Seeding:
    """Fills the store with the demonstration campus."""

    store: CampusStore
    make_campus: MakeCampus
    hints: Hints = tuple

    def fill(self, today: date, *, replace: bool = False) -> Campus | None:
        """Fill the store and return what was put there; None when it already holds a university.

        With `replace`, what it holds is forgotten.
        """
        self.store.prepare()
        campus = self.make_campus(today)
        return campus if self.store.fill(campus, replace=replace) else None
