"""The audit log, for who keeps an eye on the system."""

from __future__ import annotations

from university.application.audit import AuditLog
from university.domain.identity import User
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http import listing
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Page
from university.entrypoints.http.resources.events import Event, EventQuery


def create_routes(log: AuditLog) -> Routes:
    """The resource of the log."""
    routes = Routes("events")

    @routes.get("/events")
    def events(user: User, query: EventQuery, links: Links) -> Page[Event]:
        """What happened, the oldest first, a part at a time."""
        return listing.events(query, lambda after, limit: log.read(user, after, limit), links)

    return routes
