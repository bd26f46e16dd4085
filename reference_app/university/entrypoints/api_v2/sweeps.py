"""Sweeps of the waitlists: asked for now, done after the answer."""

from __future__ import annotations

import logging

from fastapi import APIRouter, BackgroundTasks, Response

from university.application.enrolment import EnrolmentDesk
from university.application.ports.running import Run
from university.domain.errors import DomainError
from university.domain.identity import User
from university.entrypoints.api_v2.dependencies import SignedIn
from university.entrypoints.api_v2.routing import ResourceRoute

log = logging.getLogger(__name__)


def create_router(desk: EnrolmentDesk, run: Run) -> APIRouter:
    """The resource of sweeps."""
    router = APIRouter(route_class=ResourceRoute, tags=["sweeps"])

    @router.post("/sweeps", status_code=202, response_class=Response)
    async def start(user: SignedIn, afterwards: BackgroundTasks) -> Response:
        """End all expired offers and offer all free seats, after this answer."""
        desk.check_sweep(user)
        afterwards.add_task(sweep, user)
        return Response(status_code=202)

    async def sweep(user: User) -> None:
        # If this process ends, it is not done: enough for what the next sweep will do anyway.
        try:
            await run(lambda: desk.sweep(user))
        except DomainError:
            log.exception("A sweep that was asked for was not done.")

    return router
