"""Departments, courses, terms and sections: what anybody may read."""

from __future__ import annotations

from university.application.browsing import Browsing
from university.application.catalogue import Catalogue
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http import listing
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import catalogue as shown
from university.entrypoints.http.resources.base import Page
from university.entrypoints.http.resources.sections import Section, SectionQuery


def create_routes(catalogue: Catalogue, browsing: Browsing) -> Routes:
    """The resources of the catalogue."""
    routes = Routes("catalogue")

    @routes.get("/departments", common=True)
    def departments(links: Links) -> shown.Departments:
        """Every department."""
        return shown.Departments.of(catalogue.departments(), links)

    @routes.get("/departments/<code>", common=True)
    def department(code: str, links: Links) -> shown.Department:
        """One department."""
        page = catalogue.department(code)
        return shown.Department.of(page.department, len(page.courses), links)

    @routes.get("/courses", common=True)
    def courses(query: shown.CourseQuery, links: Links) -> Page[shown.Course]:
        """The courses that match, a part at a time."""
        return listing.courses(query, browsing.courses, links)

    @routes.get("/courses/<code>", common=True)
    def course(code: str, links: Links) -> shown.Course:
        """One course."""
        return shown.Course.of(browsing.course(code), links)

    @routes.get("/terms", common=True)
    def terms(links: Links) -> shown.Terms:
        """Every term, and which one students enrol for."""
        return shown.Terms.of(*browsing.terms(), links)

    @routes.get("/terms/<code>", common=True)
    def term(code: str, links: Links) -> shown.Term:
        """One term."""
        return shown.Term.of(browsing.term(code), links)

    @routes.get("/sections")
    def sections(query: SectionQuery, links: Links) -> Page[Section]:
        """The sections that match, a part at a time."""
        return listing.sections(query, browsing.sections, links)

    @routes.get("/sections/<id>")
    def section(id: str, links: Links) -> Section:
        """One section with its seats."""
        return Section.of(browsing.section(id), links)

    return routes
