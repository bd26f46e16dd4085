"""What the registrar wants to know of the whole university."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from university.application.errors import no_course, no_department
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.report_repository import (
    Arrival,
    CourseCount,
    Demand,
    FillRate,
    Foundation,
    GradeShare,
    ReportRepository,
)
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.domain.access import Action, reach
from university.domain.errors import InvalidValue, NotFound
from university.domain.identity import User

__all__ = ["Arrival", "AtRisk", "CourseCount", "Demand", "FillRate", "Foundation", "GradeShare", "Reports"]

T = TypeVar("T")
MOST_ARRIVALS = 1_000
MOST_STUDENTS = 1_000_000


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A student with a low average, to two places, over `credits` that count."""

    student: str
    name: str
    gpa: Decimal
    credits: int


class Reports:
    """Reports for whoever may see them. Each raises Forbidden, and NotFound for an unknown term or course."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def courses_nobody_takes(self, user: User, term: str) -> list[CourseCount]:
        """Courses without a single student in the term, by code."""
        return self._of_term(user, term, lambda reports: reports.courses_nobody_takes(term))

    def courses_with_more_than(self, user: User, term: str, students: int) -> list[CourseCount]:
        """Courses with more than so many students, the fullest first. Raises InvalidValue."""
        if not 0 <= students <= MOST_STUDENTS:
            raise InvalidValue(
                f"No course is compared with {students} students.", remedy=f"Use 0 to {MOST_STUDENTS:,}."
            )
        return self._of_term(user, term, lambda reports: reports.courses_with_more_than(term, students))

    def fill_rates(self, user: User, term: str) -> list[FillRate]:
        """How full each department's sections are, by department."""
        return self._of_term(user, term, lambda reports: reports.fill_rates(term))

    def first_arrivals(self, user: User, term: str, each: int) -> list[Arrival]:
        """The first students of every section, by section and rank. Raises InvalidValue for a bad `each`."""
        if not 1 <= each <= MOST_ARRIVALS:
            raise InvalidValue(f"The first {each} cannot be shown.", remedy=f"Use 1 to {MOST_ARRIVALS:,}.")
        return self._of_term(user, term, lambda reports: reports.first_arrivals(term, each))

    def demand(self, user: User, term: str) -> list[Demand]:
        """Sections with a waitlist, the longest first."""
        return self._of_term(user, term, lambda reports: reports.demand(term))

    def grade_shares(self, user: User, department: str) -> list[GradeShare]:
        """How grades are spread in a department's courses."""

        def read(work: UnitOfWork) -> list[GradeShare]:
            if work[CatalogueRepository].department(department) is None:
                raise no_department(department)
            return work[ReportRepository].grade_shares(department)

        return self._read(user, read)

    def foundations(self, user: User, course: str) -> list[Foundation]:
        """Everything that a course builds on, near ones first."""

        def read(work: UnitOfWork) -> list[Foundation]:
            if not work[CatalogueRepository].courses([course]):
                raise no_course(course)
            return work[ReportRepository].foundations(course)

        return self._read(user, read)

    def at_risk(self, user: User, below: Decimal) -> list[AtRisk]:
        """Students whose average is below, the lowest first. Raises InvalidValue for a bad `below`."""
        if not (below.is_finite() and 0 <= below <= 4 and below == round(below, 2)):
            raise InvalidValue(
                f"{below} is no average to compare with.", remedy="Use 0.00 to 4.00, with at most two places."
            )
        standings = self._read(user, lambda work: work[ReportRepository].standings_below(int(below * 100)))
        found = [AtRisk(s.student, s.name, _average(s.tenths, s.credits), s.credits) for s in standings]
        return sorted(found, key=lambda one: (one.gpa, one.student))

    def _of_term(self, user: User, term: str, ask: Callable[[ReportRepository], T]) -> T:
        def read(work: UnitOfWork) -> T:
            if work[CatalogueRepository].term(term) is None:
                raise NotFound(f"There is no term {term}.", remedy="Use a term's code, such as 2027-spring.")
            return ask(work[ReportRepository])

        return self._read(user, read)

    def _read(self, user: User, read: Callable[[UnitOfWork], T]) -> T:
        reach(user, Action.SEE_REPORTS)
        with self._units() as work:
            return read(work)


def _average(tenths: int, credits: int) -> Decimal:
    """Rounded as the domain's `gpa` does it: to two places, halves up."""
    return (Decimal(tenths) / 10 / credits).quantize(Decimal("0.01"), ROUND_HALF_UP)
