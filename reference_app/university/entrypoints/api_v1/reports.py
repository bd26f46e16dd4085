"""The registrar's reports."""

from __future__ import annotations

from university.application.reports import Reports
from university.domain.identity import User
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import reports as shown


def create_routes(reports: Reports) -> Routes:
    """One resource a report."""
    routes = Routes("reports")

    @routes.get("/reports/courses-nobody-takes", 404)
    def courses_nobody_takes(user: User, query: shown.TermQuery, links: Links) -> shown.CourseCounts:
        """Courses without a single student in the term."""
        found = reports.courses_nobody_takes(user, query.term)
        here = {"self": links.to("reports", "courses-nobody-takes", term=query.term)}
        return shown.CourseCounts(items=[shown.CourseCount.of(row) for row in found], links=here)

    @routes.get("/reports/large-courses", 404)
    def large_courses(user: User, query: shown.LargeQuery, links: Links) -> shown.CourseCounts:
        """Courses with more than so many students, the fullest first."""
        found = reports.courses_with_more_than(user, query.term, query.students)
        here = {"self": links.to("reports", "large-courses", term=query.term, students=query.students)}
        return shown.CourseCounts(items=[shown.CourseCount.of(row) for row in found], links=here)

    @routes.get("/reports/fill-rates", 404)
    def fill_rates(user: User, query: shown.TermQuery, links: Links) -> shown.FillRates:
        """How full each department's sections are."""
        found = reports.fill_rates(user, query.term)
        here = {"self": links.to("reports", "fill-rates", term=query.term)}
        return shown.FillRates(items=[shown.FillRate.of(row) for row in found], links=here)

    @routes.get("/reports/first-arrivals", 404)
    def first_arrivals(user: User, query: shown.ArrivalQuery, links: Links) -> shown.Arrivals:
        """The first students of every section."""
        found = reports.first_arrivals(user, query.term, query.each)
        here = {"self": links.to("reports", "first-arrivals", term=query.term, each=query.each)}
        return shown.Arrivals(items=[shown.Arrival.of(row) for row in found], links=here)

    @routes.get("/reports/demand", 404)
    def demand(user: User, query: shown.TermQuery, links: Links) -> shown.Demands:
        """Sections with a waitlist, the longest first."""
        found = reports.demand(user, query.term)
        here = {"self": links.to("reports", "demand", term=query.term)}
        return shown.Demands(items=[shown.Demand.of(row) for row in found], links=here)

    @routes.get("/reports/grade-shares", 404)
    def grade_shares(user: User, query: shown.DepartmentQuery, links: Links) -> shown.GradeShares:
        """How grades are spread in a department's courses."""
        found = reports.grade_shares(user, query.department)
        here = {"self": links.to("reports", "grade-shares", department=query.department)}
        return shown.GradeShares(items=[shown.GradeShare.of(row) for row in found], links=here)

    @routes.get("/reports/foundations", 404)
    def foundations(user: User, query: shown.FoundationQuery, links: Links) -> shown.Foundations:
        """Everything that a course builds on."""
        found = reports.foundations(user, query.course)
        here = {"self": links.to("reports", "foundations", course=query.course)}
        return shown.Foundations(items=[shown.Foundation.of(row) for row in found], links=here)

    @routes.get("/reports/at-risk")
    def at_risk(user: User, query: shown.RiskQuery, links: Links) -> shown.StudentsAtRisk:
        """Students whose average is below, the lowest first."""
        found = reports.at_risk(user, query.below)
        here = {"self": links.to("reports", "at-risk", below=str(query.below))}
        return shown.StudentsAtRisk(items=[shown.AtRisk.of(row) for row in found], links=here)

    return routes
