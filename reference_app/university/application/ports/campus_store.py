"""The store as a whole: made ready, filled, emptied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from university.domain.catalogue import Course, Department, Section
from university.domain.enrolment import Enrolment
from university.domain.gradesheet import GradeSheet
from university.domain.holds import Hold
from university.domain.identity import User
from university.domain.people import Professor, Student
from university.domain.terms import Term


@dataclass(frozen=True, slots=True)
class Campus:
    """Everything a university consists of, in an order that respects who refers to whom.

    `terms` are in the order of time, the one that students enrol for last; `sheets` are those that somebody
    has begun.
    """

    departments: tuple[Department, ...] = ()
    courses: tuple[Course, ...] = ()
    professors: tuple[Professor, ...] = ()
    terms: tuple[Term, ...] = ()
    sections: tuple[Section, ...] = ()
    students: tuple[Student, ...] = ()
    users: tuple[User, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    sheets: tuple[GradeSheet, ...] = ()
    holds: tuple[Hold, ...] = ()


class CampusStore(Protocol):
    """Where a campus is kept."""

    def prepare(self) -> None:
        """Make tables, files and folders that are missing; keep what is there."""

    def fill(self, campus: Campus, *, replace: bool) -> bool:
        """Store `campus` in one step. A store that holds something is emptied if `replace`, else False."""
