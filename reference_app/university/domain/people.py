"""The people of the university. Names may repeat; numbers are the identities."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Student:
    """A student; `number` is such as `S-1042`."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Professor:
    """Somebody who teaches; `number` is such as `P-17`, `department` a department's code."""

    number: str
    name: str
    department: str
