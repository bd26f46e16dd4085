"""Grade sheets, and the changes of what was posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.catalogue import Section
from university.domain.gradesheet import GradeChange, GradeSheet
from university.domain.terms import Term


@dataclass(frozen=True, slots=True)
class SheetOnFile:
    """A section's sheet with its version; `names` has a name for everybody on the roster.

    The roster is who is enrolled now: not who waits, and not who has withdrawn.
    """

    sheet: Versioned[GradeSheet]
    section: Section
    term: Term
    names: Mapping[str, str]


class GradeRepository(Protocol):
    """One grade sheet for every section. Limits come as `within`."""

    def find(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The sheet, or None where the section is unknown or beyond the reach.

        A sheet that nobody has touched is an empty draft, version 0.
        """

    def save(self, sheet: GradeSheet, version: int) -> bool:
        """Keep the sheet as the next version; False when the one on file is no longer `version`.

        The check and the keeping are one step (a conditional update).
        """

    def add_change(self, change: GradeChange) -> None:
        """Append a change of a posted grade."""

    def changes(self, section: str) -> list[GradeChange]:
        """The section's changes, in their order."""
