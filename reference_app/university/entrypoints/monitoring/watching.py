"""Watching a Flask app: every request gets an id, is counted, and leaves one line in the log."""

from __future__ import annotations

import time

from flask import Flask, Response, request
from flask.globals import request_ctx

from university.entrypoints.http.observability import ID_HEADER, Exchange, Metrics, begin

ID_IN_ENVIRON = f"HTTP_{ID_HEADER.upper().replace('-', '_')}"
ARRIVED = "university.arrived"
"""Where the environ keeps when a request arrived, and its id."""
UNKNOWN = "unknown"
"""The route of addresses that lead nowhere: whoever makes them up must not fill the numbers with them."""


def watch(app: Flask, metrics: Metrics, door: str) -> None:
    """Watch the app, which is known as `door`."""

    def arrive() -> None:
        environ = request.environ
        environ[ARRIVED] = time.perf_counter(), begin(environ.get(ID_IN_ENVIRON))

    def leave(response: Response) -> Response:
        # The request itself: the name `flask.request` would look for it at every use.
        asked = request_ctx.request
        if ARRIVED in asked.environ:
            began, id = asked.environ[ARRIVED]
            response.headers[ID_HEADER] = id
            route = asked.url_rule.rule if asked.url_rule else UNKNOWN
            seconds = time.perf_counter() - began
            metrics.note(Exchange(door, asked.method, route, response.status_code, seconds))
        return response

    # First of all to come and last of all to go, whatever was registered before.
    app.before_request_funcs.setdefault(None, []).insert(0, arrive)
    app.after_request_funcs.setdefault(None, []).insert(0, leave)
