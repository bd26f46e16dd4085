"""Who acts where nobody signs in yet: the enrolment desk of the site, and the command line."""

from __future__ import annotations

from university.domain.identity import Role, User

FRONT_DESK = User("U-1", "desk@aldermoor.example", "The enrolment desk", frozenset({Role.REGISTRAR}))
"""The one user of every door without sign-in, a registrar; sign-in arrives in chapter 3."""
