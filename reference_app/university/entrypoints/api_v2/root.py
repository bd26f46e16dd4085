"""The interface's front door."""

from __future__ import annotations

from fastapi import APIRouter

from university.entrypoints.api_v2.dependencies import LinksHere
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.resources.root import Root


def create_router() -> APIRouter:
    """The root."""
    router = APIRouter(route_class=ResourceRoute, tags=["root"])

    @router.get("/")
    async def root(links: LinksHere) -> Root:
        """Links to every collection, and to the description of the interface."""
        return Root.of(links)

    return router
