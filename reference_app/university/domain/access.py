"""Who may do and see what: one table, from which queries take their limits."""

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
    ANSWER_ENQUIRIES = "answer enquiries"
    SEE_EVENTS = "see the audit log"


class Extent(enum.Enum):
    """How far: everything, a student's or applicant's own, or a professor's sections and who sits there."""

    ALL = enum.auto()
    OWN = enum.auto()
    TAUGHT = enum.auto()


# An administrator keeps the system running and reads the log, but is no registrar: grades are not theirs.
PERMISSIONS: dict[Action, dict[Role, Extent]] = {
    Action.SEE_STUDENTS: {
        Role.STUDENT: Extent.OWN,
        Role.PROFESSOR: Extent.TAUGHT,
        Role.REGISTRAR: Extent.ALL,
    },
    Action.SEE_RECORD: {Role.STUDENT: Extent.OWN, Role.REGISTRAR: Extent.ALL},
    Action.ENROL: {Role.STUDENT: Extent.OWN, Role.REGISTRAR: Extent.ALL},
    Action.SEE_ROSTER: {Role.PROFESSOR: Extent.TAUGHT, Role.REGISTRAR: Extent.ALL},
    Action.ENTER_GRADES: {Role.PROFESSOR: Extent.TAUGHT},
    Action.POST_GRADES: {Role.REGISTRAR: Extent.ALL},
    Action.ISSUE_TRANSCRIPT: {Role.STUDENT: Extent.OWN, Role.REGISTRAR: Extent.ALL},
    Action.HANDLE_HOLDS: {Role.REGISTRAR: Extent.ALL},
    Action.APPLY: {Role.APPLICANT: Extent.OWN},
    Action.REVIEW_APPLICATIONS: {Role.REGISTRAR: Extent.ALL},
    Action.SEE_REPORTS: {Role.REGISTRAR: Extent.ALL, Role.ADMIN: Extent.ALL},
    Action.ANSWER_ENQUIRIES: {Role.REGISTRAR: Extent.ALL},
    Action.SEE_EVENTS: {Role.ADMIN: Extent.ALL},
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
    extents = {extent for role, extent in PERMISSIONS[action].items() if role in user.roles}
    if not extents:
        raise Forbidden(f"You may not {action}.", remedy="Sign in as somebody who may, or ask the registrar.")
    own = Extent.OWN in extents
    return Reach(
        everything=Extent.ALL in extents,
        student=user.student if own else None,
        professor=user.professor if Extent.TAUGHT in extents else None,
        user=user.id if own else None,
    )
