"""The people of the university, as far as enrolment knows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Student:
    """A student; `number` is the identity, such as `S-1042`. Names may repeat."""

    number: str
    name: str
    completed: frozenset[str] = frozenset()
    """Codes of the courses passed in earlier terms."""
