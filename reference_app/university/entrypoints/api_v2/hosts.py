"""To which names the interface answers."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from university.entrypoints.api_v2 import errors
from university.entrypoints.http.problems import of_request
from university.entrypoints.http.refusals import RequestRefused


class KnownHosts:
    """Refuses requests under any name but these; `.example.org` stands for all names below it, too."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = tuple(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or self._knows(Headers(scope=scope).get("host", "")):
            await self._app(scope, receive, send)
            return
        refused = RequestRefused(
            400,
            "This server does not answer under that name.",
            remedy="Name it in UNIVERSITY_TRUSTED_HOSTS, or use another.",
        )
        await errors.answer(Request(scope), of_request(refused))(scope, receive, send)

    def _knows(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        return any(
            name == known.lstrip(".") or (known.startswith(".") and name.endswith(known))
            for known in self._hosts
        )
