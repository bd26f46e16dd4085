"""A learner's app behind a Unix socket. This side runs in the process where the app lives."""

from __future__ import annotations

import contextlib
import inspect
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.web.mishaps import Mishaps
from grader.web.wsgi import WsgiServer

if TYPE_CHECKING:
    from grader.web.asgi import AsgiServer

FRESH = "grader.fresh"
"""Where an app that can be built anew keeps how, in its `extensions`: a function without arguments."""

_LONGEST_PATH = 103
"""Bytes; sun_path holds 104 on macOS and 108 on Linux, the last one zero."""


def open_site(app: Any, path: str) -> Site:
    """Have a WSGI or ASGI app listen on a Unix socket at `path`, which only this user may use.

    Raises TypeError for what is no app, ValueError for a path that is too long for a socket, and RuntimeError
    when the app's lifespan fails.
    """
    return Site(app, path)


class Site:
    """An app that listens. Its methods take and give plain data, so that another process can use them."""

    def __init__(self, app: Any, path: str) -> None:
        self._app, self._path = app, path
        self._mishaps = Mishaps()
        self._server = self._serve(app)

    def answer(self, seconds: float) -> None:
        """Let the app answer one request that somebody sends meanwhile, in at most so many seconds."""
        self._server.answer(seconds)

    def mishaps(self) -> list[tuple[str, str, str]]:
        """What the app met while it answered, since the last time: name, message and place (see Mishap)."""
        return [(met.name, met.message, met.place) for met in self._mishaps.take()]

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
        """Stop listening and remove the socket."""
        self._server.close()
        with contextlib.suppress(FileNotFoundError):
            Path(self._path).unlink()

    def _serve(self, app: Any) -> WsgiServer | AsgiServer:
        if _takes(app, 2):  # environ, start_response (PEP 3333)
            return WsgiServer(app, _listener(self._path), self._mishaps)
        if _takes(app, 3):  # scope, receive, send (ASGI 3)
            from grader.web.asgi import AsgiServer  # most sites have no need of an event loop

            return AsgiServer(app, _listener(self._path), self._mishaps)
        raise TypeError(f"a {type(app).__name__} is neither a WSGI nor an ASGI app")


def _takes(app: Any, count: int) -> bool:
    try:
        inspect.signature(app).bind(*range(count))
    except (TypeError, ValueError):
        return False
    return True


def _listener(path: str) -> socket.socket:
    if len(os.fsencode(path)) > _LONGEST_PATH:
        raise ValueError(
            f"{path} is too long for a Unix socket ({_LONGEST_PATH} bytes); set TMPDIR to a shorter folder."
        )
    with contextlib.suppress(FileNotFoundError):
        Path(path).unlink()
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(path)
        Path(path).chmod(0o600)
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener
