"""The REST interface v2, made with FastAPI. A module with `create_router` is a feature of the interface.

It answers as v1 does, from the same models and use cases; what differs is the framework below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from fastapi import APIRouter
    from starlette.types import Receive, Scope, Send

    from university.application.browsing import Browsing
    from university.application.catalogue import Catalogue
    from university.application.ports.running import Run

PREFIX = "/api/v2"


class AsgiApp(Protocol):
    """What an ASGI server runs."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the app's life from start to end."""


class CreateRouter(Protocol):
    """Makes the routes of the catalogue: the paths below /departments, /courses, /terms and /sections."""

    def __call__(self, catalogue: Catalogue, browsing: Browsing, run: Run) -> APIRouter:
        """The router; what waits for the store goes through `run`."""
