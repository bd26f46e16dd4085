"""The headers that protect whoever looks at an answer."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from university.entrypoints.http.headers import HEADERS

WRITTEN = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


class Protected:
    """Adds them to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [name for name, _ in message["headers"]]
                more = (header for header in WRITTEN if header[0] not in own)
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self._app(scope, receive, with_headers)
