"""The store as a whole: made ready, filled, emptied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from university.domain.catalogue import Course, Department, Section, Term
from university.domain.enrolment import Enrolment
from university.domain.people import Student


@dataclass(frozen=True, slots=True)
class Campus:
    """Everything a university consists of, in an order that respects who refers to whom."""

    departments: tuple[Department, ...]
    courses: tuple[Course, ...]
    term: Term
    sections: tuple[Section, ...]
    students: tuple[Student, ...]
    enrolments: tuple[Enrolment, ...]


class CampusStore(Protocol):
    """Where a campus is kept."""

    def prepare(self) -> None:
        """Make tables, files and folders that are missing; keep what is there."""

    def fill(self, campus: Campus, *, replace: bool) -> bool:
        """Store `campus` in one step. A store that holds something is emptied if `replace`, else False."""
