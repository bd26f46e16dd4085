"""Departments, courses, terms and sections: what anybody may read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from university.application.browsing import Browsing
from university.application.catalogue import Catalogue
from university.application.ports.running import Run
from university.entrypoints.api_v2.common import common
from university.entrypoints.api_v2.dependencies import LinksHere
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http import listing
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import catalogue as shown
from university.entrypoints.http.resources.base import Page
from university.entrypoints.http.resources.sections import Section, SectionQuery


def create_router(catalogue: Catalogue, browsing: Browsing, run: Run) -> APIRouter:
    """The resources of the catalogue."""
    router = APIRouter(route_class=ResourceRoute, tags=["catalogue"])

    @router.get("/departments", response_model=shown.Departments)
    async def departments(request: Request) -> Response:
        """Every department."""
        return await common(request, lambda links: shown.Departments.of(catalogue.departments(), links))

    @router.get("/departments/{code}", response_model=shown.Department)
    async def department(code: str, request: Request) -> Response:
        """One department."""

        def found(links: Links) -> shown.Department:
            page = catalogue.department(code)
            return shown.Department.of(page.department, len(page.courses), links)

        return await common(request, found)

    @router.get("/courses", response_model=Page[shown.Course])
    async def courses(query: Annotated[shown.CourseQuery, Query()], request: Request) -> Response:
        """The courses that match, a part at a time."""
        return await common(request, lambda links: listing.courses(query, browsing.courses, links), query)

    @router.get("/courses/{code}", response_model=shown.Course)
    async def course(code: str, request: Request) -> Response:
        """One course."""
        return await common(request, lambda links: shown.Course.of(browsing.course(code), links))

    @router.get("/terms", response_model=shown.Terms)
    async def terms(request: Request) -> Response:
        """Every term, and which one students enrol for."""
        return await common(request, lambda links: shown.Terms.of(*browsing.terms(), links))

    @router.get("/terms/{code}", response_model=shown.Term)
    async def term(code: str, request: Request) -> Response:
        """One term."""
        return await common(request, lambda links: shown.Term.of(browsing.term(code), links))

    @router.get("/sections")
    async def sections(query: Annotated[SectionQuery, Query()], links: LinksHere) -> Page[Section]:
        """The sections that match, a part at a time."""
        return await run(lambda: listing.sections(query, browsing.sections, links))

    @router.get("/sections/{id}")
    async def section(id: str, links: LinksHere) -> Section:
        """One section with its seats."""
        return Section.of(await run(lambda: browsing.section(id)), links)

    return router
