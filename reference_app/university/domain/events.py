"""What happened, as the audit log keeps it: one event for every change, written with the change."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType


class EventKind(enum.StrEnum):
    """The changes that the university remembers."""

    ENROLLED = "enrolled"
    WAITLISTED = "waitlisted"
    SEAT_OFFERED = "seat_offered"
    OFFER_EXPIRED = "offer_expired"
    DROPPED = "dropped"
    WITHDREW = "withdrew"
    HOLD_PLACED = "hold_placed"
    HOLD_RELEASED = "hold_released"
    GRADES_SUBMITTED = "grades_submitted"
    GRADES_RETURNED = "grades_returned"
    GRADES_POSTED = "grades_posted"
    GRADE_CHANGED = "grade_changed"
    TRANSCRIPT_ISSUED = "transcript_issued"
    APPLICATION_ADVANCED = "application_advanced"


@dataclass(frozen=True, slots=True)
class Event:
    """One change: who (`actor`, a user's id) did what, when (UTC), to which student or section.

    `details` are short texts that a later reader needs, such as the state before and after.
    """

    kind: EventKind
    at: datetime
    actor: str
    student: str | None = None
    section: str | None = None
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
