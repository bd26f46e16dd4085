"""The registrar's reports as one table: each is a resource of its own, and all have one shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from university.application.reports import Reports
from university.domain.identity import User
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import reports as shown
from university.entrypoints.http.resources.base import Query, Resource

Q = TypeVar("Q", bound=Query)
F = TypeVar("F")
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Report(Generic[Q, F]):
    """One report: the last part of its path, what it tells, how it is asked, who finds it, and its rows.

    `refusals` are the statuses that it has beside the usual ones.
    """

    name: str
    tells: str
    query: type[Q]
    find: Callable[[Reports, User, Q], list[F]]
    row: Callable[[F], Resource]
    rows: type[shown.Rows[Any]]
    refusals: tuple[int, ...] = (404,)

    def show(self, found: list[F], query: Q, links: Links) -> shown.Rows[Any]:
        """What was found, as the interfaces answer it."""
        here = {"self": links.to("reports", self.name, **query.model_dump())}
        return self.rows(items=[self.row(one) for one in found], links=here)

    def sign(self, view: View, query: object) -> View:
        """The view under this report's name, with its text and types, which both interfaces read off a view.

        `query` is how the view's interface says that it takes the report's query.
        """
        view.__name__, view.__doc__ = self.name.replace("-", "_"), self.tells
        view.__annotations__ = view.__annotations__ | {"query": query, "return": self.rows}
        return view


REPORTS = (
    Report(
        "courses-nobody-takes",
        "Courses without a single student in the term.",
        shown.TermQuery,
        lambda reports, user, query: reports.courses_nobody_takes(user, query.term),
        shown.CourseCount.of,
        shown.CourseCounts,
    ),
    Report(
        "large-courses",
        "Courses with more than so many students, the fullest first.",
        shown.LargeQuery,
        lambda reports, user, query: reports.courses_with_more_than(user, query.term, query.students),
        shown.CourseCount.of,
        shown.CourseCounts,
    ),
    Report(
        "fill-rates",
        "How full each department's sections are.",
        shown.TermQuery,
        lambda reports, user, query: reports.fill_rates(user, query.term),
        shown.FillRate.of,
        shown.FillRates,
    ),
    Report(
        "first-arrivals",
        "The first students of every section.",
        shown.ArrivalQuery,
        lambda reports, user, query: reports.first_arrivals(user, query.term, query.each),
        shown.Arrival.of,
        shown.Arrivals,
    ),
    Report(
        "demand",
        "Sections with a waitlist, the longest first.",
        shown.TermQuery,
        lambda reports, user, query: reports.demand(user, query.term),
        shown.Demand.of,
        shown.Demands,
    ),
    Report(
        "grade-shares",
        "How grades are spread in a department's courses.",
        shown.DepartmentQuery,
        lambda reports, user, query: reports.grade_shares(user, query.department),
        shown.GradeShare.of,
        shown.GradeShares,
    ),
    Report(
        "foundations",
        "Everything that a course builds on.",
        shown.FoundationQuery,
        lambda reports, user, query: reports.foundations(user, query.course),
        shown.Foundation.of,
        shown.Foundations,
    ),
    Report(
        "at-risk",
        "Students whose average is below, the lowest first.",
        shown.RiskQuery,
        lambda reports, user, query: reports.at_risk(user, query.below),
        shown.AtRisk.of,
        shown.StudentsAtRisk,
        refusals=(),
    ),
)
