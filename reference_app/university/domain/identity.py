"""Users, and in which roles they come."""

import enum
from dataclasses import dataclass


class Role(enum.StrEnum):
    """What somebody is to the university; one person may be several."""

    APPLICANT = "applicant"
    STUDENT = "student"
    PROFESSOR = "professor"
    REGISTRAR = "registrar"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with an account. `student` and `professor` are the numbers of the person behind it."""

    id: str
    email: str
    name: str
    roles: frozenset[Role]
    student: str | None = None
    professor: str | None = None
