"""Who acts where nobody signs in yet: the enrolment desk of the site, and the command line."""

from __future__ import annotations

from university.domain.identity import Role, User

FRONT_DESK = User("U-1", "desk@aldermoor.example", "The enrolment desk", frozenset({Role.REGISTRAR}))
"""A registrar: the command line acts as this user, and so does the desk of a demonstration."""
