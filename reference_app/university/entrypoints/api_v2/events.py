"""The audit log, for who keeps an eye on the system."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from university.application.audit import AuditLog
from university.application.ports.running import Run
from university.entrypoints.api_v2.dependencies import LinksHere, SignedIn
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http import listing
from university.entrypoints.http.resources.base import Page
from university.entrypoints.http.resources.events import Event, EventQuery


def create_router(log: AuditLog, run: Run) -> APIRouter:
    """The resource of the log."""
    router = APIRouter(route_class=ResourceRoute, tags=["events"])

    @router.get("/events")
    async def events(user: SignedIn, query: Annotated[EventQuery, Query()], links: LinksHere) -> Page[Event]:
        """What happened, the oldest first, a part at a time."""
        return await run(
            lambda: listing.events(query, lambda after, limit: log.read(user, after, limit), links)
        )

    return router
