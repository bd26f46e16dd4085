"""Rosters, waitlists and grade sheets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from university.application.grades import Sheet
from university.domain import enrolment, gradesheet
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Body, Identity, Linked, Resource

Grade = Annotated[str, Field(min_length=1, max_length=2, examples=["B+"])]


class RosterEntry(Resource):
    """A student who is enrolled."""

    student: str
    name: str


class Roster(Linked):
    """Who is enrolled in a section, by number."""

    section: str
    items: list[RosterEntry]

    @classmethod
    def of(cls, sheet: Sheet, links: Links) -> Self:
        """The roster."""
        items = [RosterEntry(student=row.student, name=row.name) for row in sheet.rows]
        return cls(section=sheet.section, items=items, links=_links(sheet.section, "roster", links))


class Waiting(Resource):
    """A student in line; `position` counts from 1."""

    position: int
    student: str
    since: datetime


class Waitlist(Linked):
    """Who waits for a seat, the first in line first."""

    section: str
    items: list[Waiting]

    @classmethod
    def of(cls, section: str, waiting: Sequence[enrolment.Enrolment], links: Links) -> Self:
        """The waitlist."""
        items = [
            Waiting(position=position, student=each.student, since=each.since)
            for position, each in enumerate(waiting, 1)
        ]
        return cls(section=section, items=items, links=_links(section, "waitlist", links))


class SheetRow(RosterEntry):
    """A student with the grade that stands so far."""

    grade: str | None


class GradeSheet(Linked):
    """A section's grades on their way to the records; its ETag begins with `version`."""

    section: str
    term: str
    state: str = Field(examples=["draft"])
    version: int
    rows: list[SheetRow]

    @property
    def revision(self) -> int:
        """The sheet's version."""
        return self.version

    @classmethod
    def of(cls, sheet: Sheet, links: Links) -> Self:
        """The sheet as somebody sees it."""
        return cls(
            section=sheet.section,
            term=sheet.term.code,
            state=sheet.state.value,
            version=sheet.version,
            rows=[SheetRow(student=row.student, name=row.name, grade=row.grade) for row in sheet.rows],
            links=_links(sheet.section, "grade-sheet", links)
            | {
                "steps": links.to("sections", sheet.section, "grade-sheet", "steps"),
                "changes": links.to("sections", sheet.section, "grade-changes"),
            },
        )


class Grades(Body):
    """Grades by student number: all of them are put down, or none."""

    grades: Annotated[dict[Identity, Grade], Field(min_length=1, max_length=500)]


class SheetStepName(StrEnum):
    """What is done with a sheet."""

    SUBMIT = "submit"
    GIVE_BACK = "give_back"
    POST = "post"


class SheetStep(Body):
    """`submit` hands the sheet in, `give_back` returns it to the instructor, `post` makes it the record."""

    step: Annotated[SheetStepName, Field(strict=False)]


class NewGradeChange(Body):
    """Another grade for a posted one, with its reason."""

    student: Identity
    old: Grade
    new: Grade
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class GradeChange(Linked):
    """A change of a posted grade."""

    section: str
    student: str
    old: str
    new: str
    reason: str
    at: datetime

    @classmethod
    def of(cls, change: gradesheet.GradeChange, links: Links) -> Self:
        """The change."""
        return cls(
            section=change.section,
            student=change.student,
            old=change.old,
            new=change.new,
            reason=change.reason,
            at=change.at,
            links=_links(change.section, "grade-changes", links),
        )


class GradeChanges(Linked):
    """What was changed after posting, in the order of time."""

    items: list[GradeChange]

    @classmethod
    def of(cls, changes: Sequence[gradesheet.GradeChange], section: str, links: Links) -> Self:
        """The list."""
        items = [GradeChange.of(change, links) for change in changes]
        return cls(items=items, links=_links(section, "grade-changes", links))


def _links(section: str, part: str, links: Links) -> dict[str, str]:
    return {"self": links.to("sections", section, part), "section": links.to("sections", section)}
