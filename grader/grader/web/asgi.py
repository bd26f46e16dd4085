"""An ASGI app as a server: uvicorn in a thread of its own, as its event loop must never stop."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import uvicorn

from grader.web.access import ask_on
from grader.web.limits import PREFIX_HEADER
from grader.web.mishaps import Mishaps
from grader.web.sent import Sent

_START_SECONDS = 5.0
_STOP_SECONDS = 2.0
_PREFIX = PREFIX_HEADER.lower().encode()


class AsgiServer:
    """Serves from the moment it is made; the app's lifespan has begun by then.

    Raises RuntimeError when the lifespan fails or does not begin within five seconds.
    """

    def __init__(self, app: Any, mishaps: Mishaps) -> None:
        config = uvicorn.Config(
            _noting(app, mishaps),
            interface="asgi3",
            loop="asyncio",
            http="h11",
            ws="websockets-sansio",
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._thread = threading.Thread(target=self._run, name="site", daemon=True)
        self._thread.start()
        self._server.settled.wait(_START_SECONDS)
        if not self._server.started:
            self.close()
            raise RuntimeError(_why_not_started(mishaps))
        mishaps.take()  # an app without a lifespan says so by an exception

    def answer(self, request: bytes, seconds: float) -> bytes:
        """The app's answer to a whole request, as far as it comes within so many seconds."""
        sent = Sent()
        ours, theirs = socket.socketpair()
        self.welcome(theirs, seconds)
        with (
            contextlib.suppress(OSError),  # of what is no whole answer, its reader tells
            contextlib.closing(ask_on(ours, request, seconds)) as pieces,
        ):
            for piece in pieces:
                sent.write(piece)
        return bytes(sent.data)

    def welcome(self, line: socket.socket, _seconds: float) -> None:
        """Hand a connection to the server's thread, which answers it; one that has ended hangs up."""
        if self._thread.is_alive():
            self._server.welcome(line)
        else:
            line.close()

    def close(self) -> None:
        """End the lifespan; a server that does not stop in time dies with the process."""
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)

    def _run(self) -> None:
        with contextlib.suppress(SystemExit):  # uvicorn's word for a lifespan that failed
            asyncio.run(self._server.serve(sockets=[]))  # connections come to us without a listener


class _Server(uvicorn.Server):
    """Tells when its start has succeeded or failed, and takes connections that others made."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            await super().startup(sockets=sockets)
        finally:
            self.settled.set()

    def welcome(self, line: socket.socket) -> None:
        """Serve a connection as if it had been accepted."""
        asyncio.run_coroutine_threadsafe(self._loop.connect_accepted_socket(self._protocol, line), self._loop)

    def _protocol(self) -> asyncio.Protocol:
        make: Callable[..., asyncio.Protocol] = self.config.http_protocol_class
        return make(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)


def _why_not_started(mishaps: Mishaps) -> str:
    met = mishaps.take()
    if not met:
        return f"the app's lifespan did not begin within {_START_SECONDS:g} s"
    return f"the app's lifespan raised {type(met[-1]).__name__}: {met[-1]}"


def _noting(app: Any, mishaps: Mishaps) -> Any:
    """The same app, but the exceptions that it lets through are noted before its answer ends.

    The end of an answer is held back until the app has returned: a framework answers 500 and then raises, and
    work that follows the answer (background tasks) is done once the client has it, as with Starlette's own.
    """

    async def noting(scope: Any, receive: Any, send: Any) -> None:
        last: list[Any] = []

        async def hold_last(message: Any) -> None:
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                last.append(message)
            else:
                await send(message)

        try:
            await app(_under_prefix(scope), receive, hold_last)
        except (Exception, SystemExit) as error:
            mishaps.note(error)
            raise
        finally:
            for message in last:
                await send(message)

    return noting


def _under_prefix(scope: Any) -> Any:
    """The scope, with the prefix that its client names as root_path; ASGI has it in `path` too."""
    headers = scope.get("headers", ())
    prefix = next((unquote(value.decode("ascii")) for name, value in headers if name == _PREFIX), "")
    if not prefix:
        return scope
    kept = [(name, value) for name, value in headers if name != _PREFIX]
    return scope | {"root_path": prefix, "path": prefix + scope["path"], "headers": kept}
