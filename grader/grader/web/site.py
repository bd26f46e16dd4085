"""A learner's app as a site that answers connections. This side runs in the process where the app lives."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from flask import Flask

from grader.web.door import take
from grader.web.mishaps import Mishaps
from grader.web.wsgi import WsgiServer

if TYPE_CHECKING:
    from grader.web.asgi import AsgiServer

FRESH = "grader.fresh"
"""Where an app that can be built anew keeps how, in its `extensions`: a function without arguments."""


class Site:
    """An app that answers what comes through a door, given by the descriptor of its sites' side.

    Raises TypeError for what is no app, and RuntimeError when the app's lifespan fails.
    """

    def __init__(self, app: Any, door: int) -> None:
        self._app, self._door = app, door
        self._mishaps = Mishaps()
        self._server = self._serve(app)

    def answer(self, number: int, seconds: float) -> bool:
        """Let the app answer the connection with this number at the door, in at most so many seconds; whether
        the answer is over."""
        self._server.answer(take(self._door, number), seconds)
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
