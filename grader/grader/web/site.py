"""A learner's app as a site that answers. This side runs in the process where the app lives."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from flask import Flask

from grader.web.door import take
from grader.web.mishaps import Mishaps
from grader.web.wsgi import WsgiServer

if TYPE_CHECKING:
    from grader.web.asgi import AsgiServer

PIECE = 2**20
"""Bytes of an answer that are told at once. A piece that is shorter is the last one."""
FRESH = "grader.fresh"
"""Where an app that can be built anew keeps how, in its `extensions`: a function without arguments."""


class Site:
    """An app that answers requests, and connections at a door, given by the descriptor of its sites' side.

    Raises TypeError for what is no app, and RuntimeError when the app's lifespan fails.
    """

    def __init__(self, app: Any, door: int) -> None:
        self._app, self._door = app, door
        self._mishaps = Mishaps()
        self._server = self._serve(app)
        self._rest = b""

    def answer(self, request: bytes, seconds: float) -> bytes:
        """Let the app answer a whole HTTP request in at most so many seconds: the first piece of what it
        sends, for which Site.more has the rest."""
        self._rest = self._server.answer(request, seconds)
        return self.more()

    def more(self) -> bytes:
        """The next piece of the last answer."""
        piece, self._rest = self._rest[:PIECE], self._rest[PIECE:]
        return piece

    def welcome(self, number: int, seconds: float) -> None:
        """Let the app take the connection with this number at the door, for a WebSocket."""
        self._server.welcome(take(self._door, number), seconds)

    def is_at_rest(self) -> bool:
        """Whether the app does nothing between its answers."""
        return isinstance(self._server, WsgiServer)

    def has_met(self) -> bool:
        """Whether `mishaps` has any to tell."""
        return bool(self._mishaps)

    def mishaps(self) -> list[BaseException]:
        """The exceptions that the app met while it answered, since the last time."""
        return self._mishaps.take()

    def renew(self) -> bool:
        """Build the app anew, where it says how; whether it was built."""
        fresh = getattr(self._app, "extensions", {}).get(FRESH)
        if fresh is None:
            return False
        app = fresh()
        self._server.close()
        self._server = self._serve(app)
        return True

    def close(self) -> None:
        """End the app's lifespan, where it has one."""
        self._server.close()

    def _serve(self, app: Any) -> WsgiServer | AsgiServer:
        if _is_called_as_flask(app) or _takes(app, 2):  # environ, start_response (PEP 3333)
            return WsgiServer(app, self._mishaps)
        if _takes(app, 3):  # scope, receive, send (ASGI 3)
            from grader.web.asgi import AsgiServer  # most sites have no need of an event loop

            return AsgiServer(app, self._mishaps)
        raise TypeError(f"a {type(app).__name__} is neither a WSGI nor an ASGI app")


def _is_called_as_flask(app: object) -> bool:
    """Known of most apps at a glance; to look at a signature takes a third of the time of an answer."""
    return getattr(type(app), "__call__", None) is Flask.__call__  # noqa: B004 (not whether it can be called)


def _takes(app: Any, count: int) -> bool:
    try:
        inspect.signature(app).bind(*range(count))
    except (TypeError, ValueError):
        return False
    return True
