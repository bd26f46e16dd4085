"""Applications for admission."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from university.domain import admissions
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Body, Identity, Linked, PageQuery, Resource


class ApplicationQuery(PageQuery):
    """Which applications; those whose last step lies longest back come first."""

    stage: admissions.Stage | None = None
    department: Identity | None = None


class NewApplication(Body):
    """The department that somebody wants to study in."""

    department: Annotated[Identity, Field(examples=["BIO"])]


class Statement(Body):
    """Why somebody wants to study here."""

    statement: Annotated[str, Field(max_length=admissions.LONGEST_STATEMENT)]


class NewStep(Body):
    """A step, and a note that the applicant reads."""

    step: Annotated[admissions.Step, Field(strict=False)]
    note: Annotated[str, Field(max_length=500)] = ""


class StepTaken(Resource):
    """One step of an application's history."""

    step: str
    at: datetime
    note: str


class Application(Linked):
    """An application; its ETag begins with the number of steps it has taken."""

    id: str
    name: str
    email: str
    department: str
    statement: str
    stage: str = Field(examples=["submitted"])
    history: list[StepTaken]

    @property
    def revision(self) -> int:
        """How many steps there are."""
        return len(self.history)

    @classmethod
    def of(cls, application: admissions.Application, links: Links) -> Self:
        """The application."""
        here = ("applications", application.id)
        return cls(
            id=application.id,
            name=application.name,
            email=application.email,
            department=application.department,
            statement=application.statement,
            stage=application.stage.value,
            history=[StepTaken(step=one.step.value, at=one.at, note=one.note) for one in application.history],
            links={
                "self": links.to(*here),
                "steps": links.to(*here, "steps"),
                "department": links.to("departments", application.department),
            },
        )
