"""Applications for admission, for applicants and for who decides."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from university.application.admissions import Admissions
from university.application.ports.running import Run
from university.entrypoints.api_v2.dependencies import LinksHere, Seen, ShowHere, SignedIn
from university.entrypoints.api_v2.once import OnceHere
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http import listing
from university.entrypoints.http.resources import admissions as shown
from university.entrypoints.http.resources.base import Page


def create_router(admissions: Admissions, run: Run) -> APIRouter:
    """The resources of admissions."""
    router = APIRouter(prefix="/applications", route_class=ResourceRoute, tags=["applications"])

    @router.get("")
    async def search(
        user: SignedIn, query: Annotated[shown.ApplicationQuery, Query()], links: LinksHere
    ) -> Page[shown.Application]:
        """The applications that the user may see and that match."""
        return await run(
            lambda: listing.applications(query, lambda wanted: admissions.search(user, wanted), links)
        )

    @router.post("", status_code=201, response_model=shown.Application, responses={404: {}})
    async def start(user: SignedIn, body: shown.NewApplication, links: LinksHere, once: OnceHere) -> Response:
        """A draft of an application."""
        return await once(lambda: shown.Application.of(admissions.start(user, body.department), links))

    @router.get("/{id}")
    async def application(user: SignedIn, id: str, links: LinksHere, show: ShowHere) -> shown.Application:
        """One application with its history."""
        return show(shown.Application.of(await run(lambda: admissions.get(user, id)), links))

    @router.patch("/{id}", responses={409: {}})
    async def rewrite(
        user: SignedIn, id: str, body: shown.Statement, links: LinksHere, show: ShowHere
    ) -> shown.Application:
        """Another statement in a draft."""
        made = await run(lambda: admissions.rewrite(user, id, body.statement))
        return show(shown.Application.of(made, links))

    @router.post("/{id}/steps")
    async def step(
        user: SignedIn, id: str, seen: Seen, body: shown.NewStep, links: LinksHere, show: ShowHere
    ) -> shown.Application:
        """Take a step, such as submitting or admitting."""
        made = await run(lambda: admissions.advance(user, id, body.step, body.note, seen=seen))
        return show(shown.Application.of(made, links))

    return router
