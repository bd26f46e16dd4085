"""Putting the interface together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import HTMLResponse, JSONResponse

from university.application.ports.running import Run
from university.entrypoints.api_v2 import PREFIX
from university.entrypoints.api_v2.bodies import SmallBodies
from university.entrypoints.api_v2.dependencies import LinksHere, Parts
from university.entrypoints.api_v2.description import describe, name_of
from university.entrypoints.api_v2.errors import answer_errors
from university.entrypoints.api_v2.head import HeadAsGet
from university.entrypoints.api_v2.hosts import KnownHosts
from university.entrypoints.api_v2.monitoring import Monitoring, create_monitoring
from university.entrypoints.api_v2.protected import Protected
from university.entrypoints.api_v2.proxies import TrustedProxies
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.api_v2.watching import Watched
from university.entrypoints.http import docs_page

LARGEST_BODY = 64 * 1024
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the app runs: behind so many `proxies`, under these names (`hosts`, None for all), watched so.

    `close` is called when the server ends, after the connections of the use cases are closed.
    """

    proxies: int
    hosts: Iterable[str] | None
    monitoring: Monitoring
    close: Callable[[], None]


def create_api(around: Surroundings, parts: Parts, routers: Iterable[APIRouter]) -> FastAPI:
    """The app with these routers."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        await parts.run.close()
        around.close()

    app = FastAPI(
        lifespan=life,
        # FastAPI's pages for people load scripts from elsewhere; its description is completed below.
        openapi_url=None,
        redirect_slashes=False,
        generate_unique_id_function=name_of,
    )
    app.state.parts = parts
    answer_errors(app)
    for router in routers:
        app.include_router(router, prefix=PREFIX)
    _publish(app, parts.run)
    app.include_router(create_monitoring(around.monitoring, parts.run))
    # The last one added is the first to see a request.
    app.add_middleware(SmallBodies, most=LARGEST_BODY)
    app.add_middleware(HeadAsGet)
    if around.hosts is not None:
        app.add_middleware(KnownHosts, hosts=around.hosts)
    app.add_middleware(Watched, metrics=around.monitoring.metrics)
    app.add_middleware(Protected)
    app.add_middleware(TrustedProxies, count=around.proxies)
    return app


def _publish(app: FastAPI, run: Run) -> None:
    """Let the app answer /openapi.json, and /docs for people.

    The description takes a while to write: that is done once, and not on the loop.
    """
    document = cache(lambda: describe(app))
    programs, people = APIRouter(route_class=ResourceRoute), APIRouter()

    @programs.get("/openapi.json", include_in_schema=False)
    async def openapi(links: LinksHere) -> Response:
        return JSONResponse(await run.slow(document) | {"servers": [{"url": links.base}]})

    @people.get("/docs", include_in_schema=False)
    async def docs(links: LinksHere) -> Response:
        address = links.to("openapi.json")
        page = await run.slow(lambda: docs_page.page(document(), address))
        return HTMLResponse(page, headers={"Content-Security-Policy": docs_page.POLICY})

    app.include_router(programs, prefix=PREFIX)
    app.include_router(people, prefix=PREFIX)
