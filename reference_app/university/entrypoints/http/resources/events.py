"""The audit log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from university.domain import events
from university.entrypoints.http.resources.base import PageQuery, Resource


class EventQuery(PageQuery):
    """Where in the log, which begins with the oldest."""


class Event(Resource):
    """Something that happened: who (`actor`, a user's id) did what to whom."""

    position: int
    kind: str
    at: datetime
    actor: str
    student: str | None
    section: str | None
    details: Mapping[str, str]

    @classmethod
    def of(cls, position: int, event: events.Event) -> Self:
        """The event at its position."""
        return cls(
            position=position,
            kind=event.kind.value,
            at=event.at,
            actor=event.actor,
            student=event.student,
            section=event.section,
            details=dict(event.details),
        )
