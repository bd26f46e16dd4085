"""The interface's front door: where everything else is."""

from __future__ import annotations

from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.root import Root


def create_routes() -> Routes:
    """The root."""
    routes = Routes("root")

    @routes.get("/")
    def root(links: Links) -> Root:
        """Links to every collection, and to the description of the interface."""
        return Root.of(links)

    return routes
