"""Watching every request: it gets an id, is counted, leaves a line in the log, and is always answered."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from university.entrypoints.api_v2 import errors
from university.entrypoints.http import problems
from university.entrypoints.http.observability import ID_HEADER, Exchange, Metrics, begin

DOOR = "v2"
UNKNOWN = "unknown"
"""The route of addresses that lead nowhere: whoever makes them up must not fill the numbers with them."""

log = logging.getLogger(__name__)


class Watched:
    """Watches the app, and answers for it where it fails."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, id, status = time.perf_counter(), begin(Headers(scope=scope).get(ID_HEADER)), 0

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = id
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception:
            log.exception("A request failed.")
            if status == 0:
                fault = errors.answer(Request(scope), problems.of_status(500))
                await fault(scope, receive, sent)
        route = getattr(scope.get("route"), "path_format", UNKNOWN)
        seconds = time.perf_counter() - began
        self._metrics.note(Exchange(DOOR, scope["method"], route, status, seconds))
