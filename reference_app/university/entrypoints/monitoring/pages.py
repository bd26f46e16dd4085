"""/ready and /metrics, for machines that look after the app."""

from __future__ import annotations

import hmac
from collections.abc import Callable

from flask import Blueprint, Response, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST

from university.entrypoints.http.observability import Metrics

ReadyCheck = Callable[[], None]
"""Raises whatever keeps the app from answering."""


def create_blueprint(metrics: Metrics, check: ReadyCheck, token: str | None, *, is_open: bool) -> Blueprint:
    """The pages. /metrics asks for the token; without one it is there only if `is_open`."""
    pages = Blueprint("monitoring", __name__)

    @pages.get("/ready")
    def ready() -> tuple[dict[str, str], int]:
        try:
            check()
        except Exception:
            # Whatever it was, the log has it; who asks needs only the word.
            current_app.logger.exception("The app is not ready.")
            return {"status": "unavailable"}, 503
        return {"status": "ready"}, 200

    @pages.get("/metrics")
    def numbers() -> Response:
        if token is None and not is_open:
            abort(404)
        shown = request.headers.get("Authorization", "")
        if token is not None and not hmac.compare_digest(shown.encode(), f"Bearer {token}".encode()):
            abort(401)
        return Response(metrics.exposition(), content_type=CONTENT_TYPE_LATEST)

    return pages
