"""Handing requests to an app without a server or a socket, and what they cost."""

from __future__ import annotations

import asyncio
import io
import json
import time
from collections.abc import Callable
from typing import Any

WARMING = 200

Call = Callable[[Any, str, int], tuple[float, Any]]
"""Sends a number of GETs to an app: microseconds of CPU each, and the JSON that came. Raises RuntimeError."""


def wsgi(app: Any, address: str, requests: int) -> tuple[float, Any]:
    """Fulfils Call for WSGI."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    statuses: set[str] = set()

    def one() -> bytes:
        body = app(dict(environ), lambda status, _headers, _error=None: statuses.add(status[:3]))
        whole = b"".join(body)
        body.close()
        return whole

    for _ in range(WARMING):
        one()
    begun = time.process_time()
    for _ in range(requests):
        one()
    spent = time.process_time() - begun
    return spent / requests * 1e6, _read(address, statuses, one())


def asgi(app: Any, address: str, requests: int) -> tuple[float, Any]:
    """Fulfils Call for ASGI."""
    return asyncio.run(_asgi(app, address, requests))


async def _asgi(app: Any, address: str, requests: int) -> tuple[float, Any]:
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 80),
    }
    statuses: set[str] = set()
    body = b""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal body
        if message["type"] == "http.response.start":
            statuses.add(str(message["status"]))
            body = b""
        else:
            body += message.get("body", b"")

    for _ in range(WARMING):
        await app(dict(scope), receive, send)
    begun = time.process_time()
    for _ in range(requests):
        await app(dict(scope), receive, send)
    spent = time.process_time() - begun
    return spent / requests * 1e6, _read(address, statuses, body)


def _read(address: str, statuses: set[str], body: bytes) -> Any:
    if statuses != {"200"}:
        raise RuntimeError(f"{address} answers {', '.join(sorted(statuses))}.")
    return json.loads(body)
