"""Grade sheets, and the changes of what was posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.catalogue import Section
from university.domain.gradesheet import GradeChange, GradeSheet, SheetState
from university.domain.terms import Term


@dataclass(frozen=True, slots=True)
class SheetOnFile:
    """A section's sheet with its version; `title` is its course's, `names` has everybody on the roster.

    The roster is who is enrolled now: not who waits, and not who has withdrawn.
    """

    sheet: Versioned[GradeSheet]
    section: Section
    title: str
    term: Term
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """A sheet in a list: whose course it is for, how it stands, and how many are on its roster."""

    section: str
    course: str
    title: str
    term: str
    state: SheetState
    students: int


class GradeRepository(Protocol):
    """One grade sheet for every section. Limits come as `within`."""

    def find(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The sheet, or None where the section is unknown or beyond the reach.

        A sheet that nobody has touched is an empty draft, version 0.
        """

    def summaries(self, state: SheetState | None, limit: int, *, within: Reach) -> list[SheetSummary]:
        """Up to `limit` sheets that stand so (or any), the latest term first, then by section."""

    def find_for_change(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The same; others who want to change this sheet wait until this unit ends."""

    def state_for_change(self, section: str) -> SheetState | None:
        """How the sheet stands, or None where the section is unknown; others wait as above.

        Who needs other locks as well takes this one first.
        """

    def save(self, sheet: GradeSheet, version: int) -> bool:
        """Keep the sheet as the next version; False when the one on file is no longer `version`.

        The check and the keeping are one step (a conditional update).
        """

    def add_change(self, change: GradeChange) -> None:
        """Append a change of a posted grade."""

    def changes(self, section: str) -> list[GradeChange]:
        """The section's changes, in their order."""
