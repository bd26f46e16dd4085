"""Applications for admission, for applicants and for who decides."""

from __future__ import annotations

from university.application.admissions import Admissions
from university.domain.identity import User
from university.entrypoints.api_v1.operations import Revision
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http import listing
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import admissions as shown
from university.entrypoints.http.resources.base import Page


def create_routes(admissions: Admissions) -> Routes:
    """The resources of admissions."""
    routes = Routes("applications")

    @routes.get("/applications")
    def search(user: User, query: shown.ApplicationQuery, links: Links) -> Page[shown.Application]:
        """The applications that the user may see and that match."""
        return listing.applications(query, lambda wanted: admissions.search(user, wanted), links)

    @routes.post("/applications", 404, keyed=True)
    def start(user: User, body: shown.NewApplication, links: Links) -> shown.Application:
        """A draft of an application."""
        return shown.Application.of(admissions.start(user, body.department), links)

    @routes.get("/applications/<id>")
    def application(user: User, id: str, links: Links) -> shown.Application:
        """One application with its history."""
        return shown.Application.of(admissions.get(user, id), links)

    @routes.patch("/applications/<id>", 409)
    def rewrite(user: User, id: str, body: shown.Statement, links: Links) -> shown.Application:
        """Another statement in a draft."""
        return shown.Application.of(admissions.rewrite(user, id, body.statement), links)

    @routes.post("/applications/<id>/steps", status=200)
    def step(user: User, id: str, revision: Revision, body: shown.NewStep, links: Links) -> shown.Application:
        """Take a step, such as submitting or admitting."""
        made = admissions.advance(user, id, body.step, body.note, seen=revision)
        return shown.Application.of(made, links)

    return routes
