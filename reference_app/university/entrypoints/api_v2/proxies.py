"""Living behind a reverse proxy, perhaps under a prefix: the same rules as the site's, for ASGI."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send


class TrustedProxies:
    """Believes the forwarding headers of `count` proxies, and no others: anyone can send them.

    Each proxy adds what it sees at the end of the line. The entry `count` places from the end was written by
    the outermost proxy of ours; what stands before it came from the visitor.
    """

    def __init__(self, app: ASGIApp, count: int) -> None:
        self._app = app
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as the visitor sent it."""
        if self._count > 0 and scope["type"] in ("http", "websocket"):
            scope = self._as_sent(scope)
        await self._app(scope, receive, send)

    def _as_sent(self, scope: Scope) -> MutableMapping[str, Any]:
        sent = dict(scope)
        if client := self._told(scope, b"x-forwarded-for"):
            sent["client"] = (client, 0)
        if (scheme := self._told(scope, b"x-forwarded-proto")) in ("http", "https"):
            sent["scheme"] = scheme
        if host := self._told(scope, b"x-forwarded-host"):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            sent["headers"] = [*others, (b"host", host.encode("latin-1"))]
        if (prefix := self._told(scope, b"x-forwarded-prefix")).startswith("/"):
            sent["root_path"] = prefix.rstrip("/")
        return sent

    def _told(self, scope: Scope, name: bytes) -> str:
        lines = [value.decode("latin-1") for known, value in scope["headers"] if known == name]
        entries = [entry.strip() for entry in ",".join(lines).split(",")]
        return entries[-self._count] if len(entries) >= self._count else ""
