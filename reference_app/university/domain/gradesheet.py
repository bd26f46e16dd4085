"""A section's grade sheet: draft, submitted, posted; after that only changes that leave their reason."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Self

from university.domain.errors import DomainError
from university.domain.grading import known


class SheetState(enum.StrEnum):
    """Where a grade sheet stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    POSTED = "posted"


class GradingRefused(DomainError):
    """The sheet's state or its roster does not allow this."""

    code = "grading.refused"


@dataclass(frozen=True, slots=True)
class GradeChange:
    """One change of a posted grade: changes are added, never overwritten."""

    section: str
    student: str
    old: str
    new: str
    reason: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GradeSheet:
    """The grades of a section's `roster` (student numbers); every step gives a new sheet."""

    section: str
    roster: frozenset[str]
    grades: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    state: SheetState = SheetState.DRAFT

    def enter(self, student: str, grade: str) -> Self:
        """Put down a grade, or another one. Raises GradingRefused, InvalidValue."""
        self._must_be(SheetState.DRAFT, "Ask the registrar to return it.")
        if student not in self.roster:
            raise GradingRefused(
                f"{student} is not on the roster of {self.section}.", remedy="Choose a student of the roster."
            )
        return self._with(student, grade)

    def submit(self) -> Self:
        """Hand in a complete sheet. Raises GradingRefused."""
        self._must_be(SheetState.DRAFT, "It was handed in before.")
        self._must_be_complete("Enter a grade for everybody; I stands for incomplete.")
        return replace(self, state=SheetState.SUBMITTED)

    def give_back(self) -> Self:
        """Let the instructor correct a submitted sheet. Raises GradingRefused."""
        self._must_be(SheetState.SUBMITTED, "Only a submitted sheet can be given back.")
        return replace(self, state=SheetState.DRAFT)

    def post(self) -> Self:
        """Make the grades part of the students' records. Raises GradingRefused."""
        self._must_be(SheetState.SUBMITTED, "Only a submitted sheet can be posted.")
        self._must_be_complete("Somebody came later: give the sheet back to the instructor.")
        return replace(self, state=SheetState.POSTED)

    def change(self, request: GradeChange) -> Self:
        """A posted sheet after the change. Raises GradingRefused, InvalidValue."""
        self._must_be(SheetState.POSTED, "Before posting, enter the grade.")
        if self.grades.get(request.student) != request.old:
            raise GradingRefused(
                f"The grade of {request.student} in {self.section} is not {request.old}.",
                remedy="Look at the sheet again: somebody may have changed it.",
            )
        if not request.reason.strip():
            raise GradingRefused("A change of grade needs a reason.", remedy="Write down why.")
        return self._with(request.student, request.new)

    def _with(self, student: str, grade: str) -> Self:
        if known(grade) == "W":
            raise GradingRefused("A W comes from withdrawing alone.", remedy="Choose another grade.")
        return replace(self, grades=MappingProxyType({**self.grades, student: grade}))

    def _must_be_complete(self, remedy: str) -> None:
        missing = sorted(self.roster - self.grades.keys())
        if missing:
            raise GradingRefused(f"{self.section} has no grade yet for {', '.join(missing)}.", remedy=remedy)

    def _must_be(self, state: SheetState, remedy: str) -> None:
        if self.state is not state:
            raise GradingRefused(f"The sheet of {self.section} is {self.state}, not {state}.", remedy=remedy)
