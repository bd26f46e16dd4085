"""The registrar's reports."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from university.application.ports.running import Run
from university.application.reports import Reports
from university.entrypoints.api_v2.dependencies import LinksHere, SignedIn
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.resources import reports as shown

Term = Annotated[shown.TermQuery, Query()]
Large = Annotated[shown.LargeQuery, Query()]
Arrivals = Annotated[shown.ArrivalQuery, Query()]
Department = Annotated[shown.DepartmentQuery, Query()]
Foundation = Annotated[shown.FoundationQuery, Query()]
Risk = Annotated[shown.RiskQuery, Query()]


def create_router(reports: Reports, run: Run) -> APIRouter:
    """One resource a report."""
    router = APIRouter(prefix="/reports", route_class=ResourceRoute, tags=["reports"])

    @router.get("/courses-nobody-takes", responses={404: {}})
    async def courses_nobody_takes(user: SignedIn, query: Term, links: LinksHere) -> shown.CourseCounts:
        """Courses without a single student in the term."""
        found = await run(lambda: reports.courses_nobody_takes(user, query.term))
        here = {"self": links.to("reports", "courses-nobody-takes", term=query.term)}
        return shown.CourseCounts(items=[shown.CourseCount.of(row) for row in found], links=here)

    @router.get("/large-courses", responses={404: {}})
    async def large_courses(user: SignedIn, query: Large, links: LinksHere) -> shown.CourseCounts:
        """Courses with more than so many students, the fullest first."""
        found = await run(lambda: reports.courses_with_more_than(user, query.term, query.students))
        here = {"self": links.to("reports", "large-courses", term=query.term, students=query.students)}
        return shown.CourseCounts(items=[shown.CourseCount.of(row) for row in found], links=here)

    @router.get("/fill-rates", responses={404: {}})
    async def fill_rates(user: SignedIn, query: Term, links: LinksHere) -> shown.FillRates:
        """How full each department's sections are."""
        found = await run(lambda: reports.fill_rates(user, query.term))
        here = {"self": links.to("reports", "fill-rates", term=query.term)}
        return shown.FillRates(items=[shown.FillRate.of(row) for row in found], links=here)

    @router.get("/first-arrivals", responses={404: {}})
    async def first_arrivals(user: SignedIn, query: Arrivals, links: LinksHere) -> shown.Arrivals:
        """The first students of every section."""
        found = await run(lambda: reports.first_arrivals(user, query.term, query.each))
        here = {"self": links.to("reports", "first-arrivals", term=query.term, each=query.each)}
        return shown.Arrivals(items=[shown.Arrival.of(row) for row in found], links=here)

    @router.get("/demand", responses={404: {}})
    async def demand(user: SignedIn, query: Term, links: LinksHere) -> shown.Demands:
        """Sections with a waitlist, the longest first."""
        found = await run(lambda: reports.demand(user, query.term))
        here = {"self": links.to("reports", "demand", term=query.term)}
        return shown.Demands(items=[shown.Demand.of(row) for row in found], links=here)

    @router.get("/grade-shares", responses={404: {}})
    async def grade_shares(user: SignedIn, query: Department, links: LinksHere) -> shown.GradeShares:
        """How grades are spread in a department's courses."""
        found = await run(lambda: reports.grade_shares(user, query.department))
        here = {"self": links.to("reports", "grade-shares", department=query.department)}
        return shown.GradeShares(items=[shown.GradeShare.of(row) for row in found], links=here)

    @router.get("/foundations", responses={404: {}})
    async def foundations(user: SignedIn, query: Foundation, links: LinksHere) -> shown.Foundations:
        """Everything that a course builds on."""
        found = await run(lambda: reports.foundations(user, query.course))
        here = {"self": links.to("reports", "foundations", course=query.course)}
        return shown.Foundations(items=[shown.Foundation.of(row) for row in found], links=here)

    @router.get("/at-risk")
    async def at_risk(user: SignedIn, query: Risk, links: LinksHere) -> shown.StudentsAtRisk:
        """Students whose average is below, the lowest first."""
        found = await run(lambda: reports.at_risk(user, query.below))
        here = {"self": links.to("reports", "at-risk", below=str(query.below))}
        return shown.StudentsAtRisk(items=[shown.AtRisk.of(row) for row in found], links=here)

    return router
