"""Holds on students."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Self

from pydantic import Field

from university.domain import holds
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Body, Linked


class NewHold(Body):
    """Which office keeps its services back, and what the student has to settle."""

    kind: Annotated[holds.HoldKind, Field(strict=False)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class Hold(Linked):
    """A hold; it stands while `released_at` is null."""

    id: str
    student: str
    kind: str = Field(examples=["library"])
    reason: str
    placed_at: datetime
    released_at: datetime | None

    @classmethod
    def of(cls, hold: holds.Hold, links: Links) -> Self:
        """The hold."""
        here = links.to("students", hold.student, "holds")
        return cls(
            id=hold.id,
            student=hold.student,
            kind=hold.kind.value,
            reason=hold.reason,
            placed_at=hold.placed_at,
            released_at=hold.released_at,
            links={"self": here, "release": links.to("holds", hold.id, "release")},
        )


class Holds(Linked):
    """A student's holds, released ones too, the oldest first."""

    items: list[Hold]

    @classmethod
    def of(cls, placed: Sequence[holds.Hold], student: str, links: Links) -> Self:
        """The list."""
        here = {"self": links.to("students", student, "holds"), "student": links.to("students", student)}
        return cls(items=[Hold.of(hold, links) for hold in placed], links=here)
