"""/health, /ready and /metrics, for machines that look after the app: the same answers as the site's."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from university.application.ports.running import Run
from university.entrypoints.http.observability import Metrics

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Monitoring:
    """`check` raises whatever keeps the app from answering; `token` opens /metrics, unless it `is_open`."""

    metrics: Metrics
    check: Callable[[], None]
    token: str | None = field(repr=False)
    is_open: bool


def create_monitoring(monitoring: Monitoring, run: Run) -> APIRouter:
    """The addresses, which no description lists."""
    router = APIRouter(include_in_schema=False)

    @router.get("/health")
    async def health() -> Response:
        return JSONResponse({"status": "ok"})

    @router.get("/ready")
    async def ready() -> Response:
        try:
            await run.slow(monitoring.check)
        except Exception:
            # Whatever it was, the log has it; who asks needs only the word.
            log.exception("The app is not ready.")
            return JSONResponse({"status": "unavailable"}, 503)
        return JSONResponse({"status": "ready"})

    @router.get("/metrics")
    async def numbers(request: Request) -> Response:
        if monitoring.token is None and not monitoring.is_open:
            raise HTTPException(404)
        shown = request.headers.get("authorization", "").encode()
        if monitoring.token and not hmac.compare_digest(shown, f"Bearer {monitoring.token}".encode()):
            raise HTTPException(401)
        return Response(monitoring.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)

    return router
