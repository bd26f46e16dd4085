"""Who may do and see what: one table, from which queries take their limits."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from university.domain.errors import DomainError
from university.domain.identity import Role, User


class Action(enum.StrEnum):
    """What the university protects."""

    SEE_STUDENTS = "see students"
    SEE_RECORD = "see a record"
    ENROL = "enrol and drop"
    SEE_ROSTER = "see a roster"
    ENTER_GRADES = "enter grades"
    POST_GRADES = "post and change grades"
    ISSUE_TRANSCRIPT = "issue a transcript"
    HANDLE_HOLDS = "place and release holds"
    APPLY = "write an application"
    REVIEW_APPLICATIONS = "review applications"
    SEE_REPORTS = "see reports"
    SEE_EVENTS = "see the audit log"


class Extent(enum.Enum):
    """How far a permission reaches."""

    ALL = enum.auto()
    OWN = enum.auto()
    """The student's own data, or what an applicant wrote."""
    TAUGHT = enum.auto()
    """Sections that the professor teaches, and the students in them."""


PERMISSIONS: dict[Role, dict[Action, Extent]] = {
    Role.APPLICANT: {Action.APPLY: Extent.OWN},
    Role.STUDENT: {
        Action.SEE_STUDENTS: Extent.OWN,
        Action.SEE_RECORD: Extent.OWN,
        Action.ENROL: Extent.OWN,
        Action.ISSUE_TRANSCRIPT: Extent.OWN,
    },
    Role.PROFESSOR: {
        Action.SEE_STUDENTS: Extent.TAUGHT,
        Action.SEE_ROSTER: Extent.TAUGHT,
        Action.ENTER_GRADES: Extent.TAUGHT,
    },
    Role.REGISTRAR: {
        Action.SEE_STUDENTS: Extent.ALL,
        Action.SEE_RECORD: Extent.ALL,
        Action.ENROL: Extent.ALL,
        Action.SEE_ROSTER: Extent.ALL,
        Action.POST_GRADES: Extent.ALL,
        Action.ISSUE_TRANSCRIPT: Extent.ALL,
        Action.HANDLE_HOLDS: Extent.ALL,
        Action.REVIEW_APPLICATIONS: Extent.ALL,
        Action.SEE_REPORTS: Extent.ALL,
    },
    # An administrator keeps the system running and reads the log, but is no registrar: grades are not theirs.
    Role.ADMIN: {Action.SEE_EVENTS: Extent.ALL, Action.SEE_REPORTS: Extent.ALL},
}


class Forbidden(DomainError):
    """This user may never do this, whatever it is about."""

    code = "access.forbidden"


@dataclass(frozen=True, slots=True)
class Reach:
    """The limits that a query must keep: everything, or what belongs to any of these."""

    everything: bool = False
    student: str | None = None
    professor: str | None = None
    user: str | None = None


def reach(user: User, action: Action) -> Reach:
    """How far the user's roles together let them go. Raises Forbidden where no role allows the action.

    What lies beyond the reach is not found, rather than refused: so nobody learns what exists.
    """
    extents = {PERMISSIONS[role][action] for role in user.roles if action in PERMISSIONS[role]}
    if not extents:
        raise Forbidden(f"You may not {action}.", remedy="Sign in as somebody who may, or ask the registrar.")
    own = Extent.OWN in extents
    return Reach(
        everything=Extent.ALL in extents,
        student=user.student if own else None,
        professor=user.professor if Extent.TAUGHT in extents else None,
        user=user.id if own else None,
    )
